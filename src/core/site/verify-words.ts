import type { Language } from "../election.ts";
import type { NotEstablished, Problem, VerifyProgress } from "../verification.ts";

/** What a check can come to. */
export type StepState = "held" | "problem" | "not-checked";

/** The parts of a check, in the order in which a report tells them. */
export type StepName = "signatures" | "files" | "log" | "openings" | "pages" | "elsewhere";

/** Everything the page that verifies says, in one language. Numbers arrive formatted. */
export interface VerifyWords {
  readonly title: string;
  readonly lead: string;
  readonly without: string;
  readonly commandTitle: string;
  readonly commandLead: string;
  /** What stands for a key in a command. */
  readonly commandKey: string;
  readonly commandMore: string;
  readonly script: (path: string) => string;
  readonly noScript: string;
  readonly whatTitle: string;
  readonly what: readonly string[];
  readonly limitsTitle: string;
  readonly limits: readonly string[];
  readonly startTitle: string;
  readonly here: string;
  readonly hereNote: string;
  readonly folder: string;
  readonly folderNote: string;
  readonly heldTitle: string;
  readonly heldNote: string;
  readonly key: string;
  readonly keyNote: string;
  readonly against: string;
  readonly againstNote: string;
  readonly policy: string;
  readonly policyNote: string;
  readonly onlyLog: string;
  readonly fromFile: (field: string) => string;
  readonly cancel: string;
  readonly cancelled: string;
  readonly failed: string;
  readonly noManifest: string;
  readonly working: string;
  readonly progress: Readonly<
    Record<VerifyProgress["step"], (done: string, total: string, bytes: string) => string>
  >;
  readonly megabytes: (number: string) => string;
  readonly ok: string;
  /** Where the log alone was checked. */
  readonly okLog: string;
  readonly notOk: (n: number, text: string) => string;
  readonly okNote: string;
  readonly place: (from: string) => string;
  readonly folderNamed: (name: string) => string;
  readonly facts: {
    readonly checked: string;
    readonly log: string;
    readonly entries: string;
    readonly files: string;
    readonly blobs: string;
    readonly cosigned: string;
    readonly time: string;
    readonly checkpoint: string;
  };
  readonly seconds: (number: string) => string;
  readonly stepsTitle: string;
  readonly steps: Readonly<Record<StepName, string>>;
  /** In place of the step of the files, where the place does not say which files it has. */
  readonly filesListed: string;
  readonly states: Readonly<Record<StepState, string>>;
  readonly problemsTitle: string;
  readonly problemsCaption: string;
  readonly problem: string;
  readonly file: string;
  readonly where: string;
  readonly whereUnknown: string;
  readonly atByte: (byte: string) => string;
  readonly atLine: (line: string, byte: string) => string;
  readonly atEntry: (entry: string, byte: string) => string;
  readonly more: (n: number, text: string) => string;
  readonly problems: Readonly<Record<Problem["code"], string>>;
  readonly doubtsTitle: string;
  readonly doubtsNone: string;
  readonly doubts: Readonly<Record<NotEstablished["code"], string>>;
  readonly download: string;
  readonly downloadNote: string;
}

const en: VerifyWords = {
  title: "Check it in your browser",
  lead: "Your own browser reads the whole publication, checks every signature, every file and the log, and computes all sums and pages again. Nothing is sent anywhere.",
  without:
    "This page can check by itself only where JavaScript runs. Without it, the program on the command line checks the same.",
  commandTitle: "With the command line",
  commandLead:
    "The program depends on no server and no page: it is built from its own source, and does the same check. Inside the folder, or with the address in place of the dot:",
  commandKey: "KEY",
  commandMore:
    "A copy of this page works too: open one that somebody else keeps, on a mirror or on your disk, and choose the folder to check. The copy inside the folder itself is its publisher's.",
  script: (path) => `The program of this page is the file ${path}. Its SHA-256:`,
  noScript: "This publication was made without the program of this page: use the command line.",
  whatTitle: "What is checked",
  what: [
    "That the list of all files is signed with the log's key, and that every file is the one listed.",
    "That the log's checkpoint is signed, and that the entries lead to exactly the tree it signs.",
    "That readings and images were opened exactly where the log says they are due, and are what was committed to.",
    "That all sums, findings, tables and pages come out byte for byte when they are computed again.",
    "That the log continues what you hold from elsewhere, where you give it above.",
  ],
  limitsTitle: "What this cannot establish",
  limits: [
    "Whoever gives you this page, on a server or inside a folder, could give you one that finds nothing. To depend on nobody, use a copy of the page from elsewhere, or the command line.",
    "That the key is the one the publisher announced, unless you give it above.",
    "That nothing was cut off the end of the log, or the whole log replaced, unless you give above what you hold from elsewhere.",
    "That a tally sheet tells what the voters decided, or that all sheets were handed in.",
  ],
  startTitle: "Start",
  here: "Check this publication",
  hereNote:
    "Reads every file from the place this page is from. Who controls that place controls this page too.",
  folder: "Check a folder on this computer",
  folderNote:
    "Choose the folder that holds the file “manifest”. Your browser may ask whether to upload its files: they are read here, and nothing leaves this computer.",
  heldTitle: "What you hold from elsewhere",
  heldNote:
    "All of it is optional. It is what ties this folder to something that its publisher cannot change: without it, a folder replaced as a whole checks as well as the first.",
  key: "The log's key, as it was announced",
  keyNote: "One line, such as results.example.org+1a2b3c4d+AQ...",
  against: "An older checkpoint, or a receipt",
  againstNote: "The text as you kept it. The log must begin with what it covers.",
  policy: "A policy: the logs and witnesses you trust",
  policyNote: "Enough of its witnesses must have cosigned.",
  onlyLog: "Only the log, not the files, sums and pages",
  fromFile: (field) => `Or from a file: ${field}`,
  cancel: "Cancel",
  cancelled: "Cancelled. Nothing was established.",
  failed: "The check could not be carried out. Nothing was established.",
  noManifest: "The folder chosen holds no file “manifest”: choose the published folder itself.",
  working: "Checking",
  progress: {
    files: (done, total, bytes) => `Files: ${done} of ${total} · ${bytes} read`,
    entries: (done, total, bytes) => `Entries of the log: ${done} of ${total} · ${bytes} read`,
    pages: (done, total) => `Computed again: ${done} of ${total} files`,
  },
  megabytes: (number) => `${number} MB`,
  ok: "Everything that this folder can show is as it says",
  okLog: "The log is the one that its checkpoint signs. Nothing else was checked",
  notOk: (n, text) => (n === 1 ? "One problem was found" : `${text} problems were found`),
  okNote: "This holds only together with the list of what was not established.",
  place: (from) => `The files at ${from}`,
  folderNamed: (name) => `The folder “${name}” on this computer`,
  facts: {
    checked: "Checked",
    log: "Name of the log",
    entries: "Entries in the log",
    files: "Files",
    blobs: "Tables and definitions",
    cosigned: "Cosigned by",
    time: "Time taken",
    checkpoint: "Checkpoint",
  },
  seconds: (number) => `${number} s`,
  stepsTitle: "Step by step",
  steps: {
    signatures: "List of files and checkpoint are signed with the log's key",
    files: "Every file is the one listed, and there is no other",
    log: "The entries lead to the tree that the checkpoint signs",
    openings: "Entries can be read, and openings are those due",
    pages: "Sums, tables and pages come out the same when computed again",
    elsewhere: "The log continues what you hold from elsewhere",
  },
  filesListed: "Every file listed is there, as listed",
  states: { held: "Holds", problem: "Does not hold", "not-checked": "Not checked" },
  problemsTitle: "Problems",
  problemsCaption: "Each problem with its place",
  problem: "Problem",
  file: "File or entry",
  where: "Place in it",
  whereUnknown: "not known",
  atByte: (byte) => `from byte ${byte}`,
  atLine: (line, byte) => `line ${line}, from byte ${byte}`,
  atEntry: (entry, byte) => `entry ${entry}, from byte ${byte}`,
  more: (n, text) =>
    n === 1 ? "One more is in the report." : `${text} more are in the report to save below.`,
  problems: {
    "file-missing": "Listed, but not there",
    "file-changed": "Not the file that the signed list names",
    "file-unlisted": "There, but not in the signed list",
    "file-not-derived": "Listed and signed, but nothing in the log leads to it",
    "file-differs": "Listed and signed, but comes out otherwise when computed again",
    "manifest-invalid": "The list of files has not the form it must have",
    "signature-invalid": "Not signed as it must be",
    "key-differs": "The key is another one than yours",
    "log-invalid": "Entries, tiles and checkpoint do not belong together",
    "entry-invalid": "An entry cannot be read, or does not fit those before it",
    "opening-invalid": "An opening is not of what its entry committed to",
    "opening-not-due": "Opened before the log says that it may be",
    "opening-withheld": "Due to be opened, and not published",
    "opening-withdrawn": "Was published before, and no longer is",
    "log-truncated": "The log is shorter than what you hold",
    "log-rewritten": "The log holds other entries than what you hold",
    "receipt-invalid": "What you gave cannot be read, or is not of this log",
    "policy-invalid": "The published policy has not the form it must have",
    "quorum-not-met": "Fewer witnesses have cosigned than your policy asks for",
    "rules-differ": "Comes out otherwise, and was made by other rules than this page has",
  },
  doubtsTitle: "Not established",
  doubtsNone: "Nothing is left open; but no check can tell who wrote what a sheet shows.",
  doubts: {
    "key-not-held": "That the key in the folder is the one the publisher announced: give it above.",
    "nothing-held-elsewhere":
      "That nothing was cut off the end of the log, or the whole log replaced: give an older checkpoint, a receipt or a policy above.",
    "witnesses-not-held":
      "That the witnesses who cosigned are not the publisher's own: only the folder names them. Give a policy above.",
    "pages-not-checked": "That sums and pages follow from the log: they were not computed.",
    "rules-differ":
      "Which rules are right: the folder names other rules than this page has, and both give the same files.",
    "folder-not-listed":
      "That the place holds no files beside those listed: a web server does not say which files it has.",
    "evidence-not-open":
      "What evidence files show that are held and not published: only their commitments are public.",
    "originals-not-held":
      "That redacted images show what their originals show beside the black: only who holds the originals can compare.",
    "evidence-withdrawn":
      "What images or documents showed in an older copy: the log redacts, hides or withdraws it since.",
    "truths-not-open":
      "What known sheets say, by which the readings of people are measured: they are opened at the end.",
    "readings-not-open":
      "What readings say that too few readers have made: only their commitments are public, and no sheet is counted by them.",
    "record-not-open":
      "What statements of the record say that wait for a review, and what sealed documents hold: only their commitments are public.",
    "script-not-held": "That the program of the page is the one of these rules.",
  },
  download: "Save the report (JSON)",
  downloadNote: "The same as cotejo verify --json writes.",
};

const es: VerifyWords = {
  title: "Verifíquelo en su navegador",
  lead: "Su propio navegador lee toda la publicación, comprueba cada firma, cada archivo y el registro, y vuelve a calcular todas las sumas y páginas. No se envía nada a ninguna parte.",
  without:
    "Esta página solo puede verificar por sí misma donde funciona JavaScript. Sin él, el programa de la línea de órdenes comprueba lo mismo.",
  commandTitle: "Con la línea de órdenes",
  commandLead:
    "El programa no depende de ningún servidor ni de ninguna página: se construye desde su código fuente y hace la misma verificación. Dentro de la carpeta, o con la dirección en lugar del punto:",
  commandKey: "CLAVE",
  commandMore:
    "También sirve una copia de esta página: abra una que conserve otra persona, en otro sitio o en su disco, y elija la carpeta que quiera verificar. La copia que viene dentro de la carpeta es de quien la publica.",
  script: (path) => `El programa de esta página es el archivo ${path}. Su SHA-256:`,
  noScript: "Esta publicación se hizo sin el programa de esta página: use la línea de órdenes.",
  whatTitle: "Qué se comprueba",
  what: [
    "Que la lista de todos los archivos esté firmada con la clave del registro y que cada archivo sea el de la lista.",
    "Que el punto de control del registro esté firmado y que los asientos lleven exactamente al árbol que firma.",
    "Que las lecturas e imágenes se hayan abierto exactamente donde el registro dice que corresponde, y que sean aquello a lo que se comprometió.",
    "Que todas las sumas, hallazgos, tablas y páginas salgan byte a byte iguales al calcularlas de nuevo.",
    "Que el registro continúe lo que usted conserva de otra parte, si lo indica arriba.",
  ],
  limitsTitle: "Qué no puede establecer",
  limits: [
    "Quien le entrega esta página, en un servidor o dentro de una carpeta, podría entregarle una que no encuentre nada. Para no depender de nadie, use una copia de la página obtenida en otra parte, o la línea de órdenes.",
    "Que la clave sea la que se anunció, salvo que usted la indique arriba.",
    "Que no se haya cortado el final del registro ni cambiado todo por otro, salvo que usted indique arriba lo que conserva de otra parte.",
    "Que un acta diga lo que decidieron los electores, o que se hayan entregado todas las actas.",
  ],
  startTitle: "Comenzar",
  here: "Verificar esta publicación",
  hereNote:
    "Lee todos los archivos del mismo sitio que esta página. Quien controla ese sitio controla también esta página.",
  folder: "Verificar una carpeta de este equipo",
  folderNote:
    "Elija la carpeta que contiene el archivo «manifest». Puede que el navegador pregunte si desea subir los archivos: se leen aquí y nada sale de este equipo.",
  heldTitle: "Lo que usted conserva de otra parte",
  heldNote:
    "Todo es opcional. Es lo que une esta carpeta con algo que quien la publica no puede cambiar: sin ello, una carpeta cambiada entera por otra se verifica igual de bien que la primera.",
  key: "La clave del registro, tal como se anunció",
  keyNote: "Una línea, como results.example.org+1a2b3c4d+AQ...",
  against: "Un punto de control anterior, o un recibo",
  againstNote: "El texto tal como lo guardó. El registro debe comenzar con los mismos asientos.",
  policy: "Una política: los registros y testigos en los que confía",
  policyNote: "Debe haber firmado un número suficiente de sus testigos.",
  onlyLog: "Solo el registro, sin archivos, sumas ni páginas",
  fromFile: (field) => `O desde un archivo: ${field}`,
  cancel: "Cancelar",
  cancelled: "Verificación cancelada: no se llegó a ninguna conclusión.",
  failed: "No se pudo hacer la verificación: no se llegó a ninguna conclusión.",
  noManifest: "La carpeta elegida no contiene el archivo «manifest»: elija la carpeta publicada misma.",
  working: "Verificando",
  progress: {
    files: (done, total, bytes) => `Archivos: ${done} de ${total} · ${bytes} leídos`,
    entries: (done, total, bytes) => `Asientos del registro: ${done} de ${total} · ${bytes} leídos`,
    pages: (done, total) => `Calculados de nuevo: ${done} de ${total} archivos`,
  },
  megabytes: (number) => `${number} MB`,
  ok: "Todo lo que esta carpeta puede mostrar es como dice",
  okLog: "El registro es el que firma su punto de control. No se comprobó nada más",
  notOk: (n, text) => (n === 1 ? "Se encontró un problema" : `Se encontraron ${text} problemas`),
  okNote: "Esto solo vale junto con la lista de lo que no se pudo establecer.",
  place: (from) => `Los archivos de ${from}`,
  folderNamed: (name) => `La carpeta «${name}» de este equipo`,
  facts: {
    checked: "Se verificó",
    log: "Nombre del registro",
    entries: "Asientos del registro",
    files: "Archivos",
    blobs: "Tablas y definiciones",
    cosigned: "Firmado también por",
    time: "Tiempo empleado",
    checkpoint: "Punto de control",
  },
  seconds: (number) => `${number} s`,
  stepsTitle: "Paso a paso",
  steps: {
    signatures: "La lista de archivos y el punto de control están firmados con la clave del registro",
    files: "Cada archivo es el de la lista y no hay otros",
    log: "Los asientos llevan al árbol que firma el punto de control",
    openings: "Los asientos se leen y se abrió lo que corresponde",
    pages: "Sumas, tablas y páginas salen iguales al calcularlas de nuevo",
    elsewhere: "El registro continúa lo que usted conserva de otra parte",
  },
  filesListed: "Cada archivo de la lista está, y es el de la lista",
  states: { held: "Se cumple", problem: "No se cumple", "not-checked": "No se comprobó" },
  problemsTitle: "Problemas",
  problemsCaption: "Cada problema y su lugar",
  problem: "Problema",
  file: "Archivo o asiento",
  where: "Lugar",
  whereUnknown: "no se sabe",
  atByte: (byte) => `desde el byte ${byte}`,
  atLine: (line, byte) => `línea ${line}, desde el byte ${byte}`,
  atEntry: (entry, byte) => `asiento ${entry}, desde el byte ${byte}`,
  more: (n, text) =>
    n === 1 ? "Hay uno más en el informe." : `Hay ${text} más en el informe que puede guardar más abajo.`,
  problems: {
    "file-missing": "Está en la lista, pero no en su sitio",
    "file-changed": "No es el archivo que indica la lista firmada",
    "file-unlisted": "Está en la carpeta, pero no en la lista firmada",
    "file-not-derived": "Está en la lista firmada, pero nada del registro lleva a él",
    "file-differs": "Está en la lista firmada, pero sale distinto al calcularlo de nuevo",
    "manifest-invalid": "La lista de archivos no tiene la forma debida",
    "signature-invalid": "No está firmado como debe",
    "key-differs": "La clave no es la que usted indicó",
    "log-invalid": "Asientos, archivos del registro y punto de control no corresponden entre sí",
    "entry-invalid": "Un asiento no se puede leer o no encaja con los anteriores",
    "opening-invalid": "Lo abierto no es aquello a lo que se comprometió el asiento",
    "opening-not-due": "Se abrió antes de que el registro lo permita",
    "opening-withheld": "Ya debía abrirse y no se publicó",
    "opening-withdrawn": "Estaba publicado antes y ya no lo está",
    "log-truncated": "El registro es más corto que lo que usted conserva",
    "log-rewritten": "El registro contiene otros asientos que lo que usted conserva",
    "receipt-invalid": "Lo que usted indicó no se puede leer o no es de este registro",
    "policy-invalid": "La política publicada no tiene la forma debida",
    "quorum-not-met": "Han firmado menos testigos de los que pide su política",
    "rules-differ": "Sale distinto, y se hizo con otras reglas que las de esta página",
  },
  doubtsTitle: "Qué no se pudo establecer",
  doubtsNone:
    "No queda nada pendiente; pero ninguna verificación puede decir quién escribió lo que muestra un acta.",
  doubts: {
    "key-not-held": "Que la clave de la carpeta sea la que se anunció: indíquela arriba.",
    "nothing-held-elsewhere":
      "Que no se haya cortado el final del registro ni cambiado todo por otro: indique arriba un punto de control anterior, un recibo o una política.",
    "witnesses-not-held":
      "Que los testigos que firmaron no sean de quien publica: solo los nombra la carpeta. Indique arriba una política.",
    "pages-not-checked": "Que las sumas y páginas resulten del registro: no se calcularon.",
    "rules-differ":
      "Qué reglas son las correctas: la carpeta nombra otras que las de esta página, y ambas dan los mismos archivos.",
    "folder-not-listed":
      "Que el sitio no tenga otros archivos que los de la lista: un servidor web no dice cuáles tiene.",
    "evidence-not-open":
      "Qué muestran las imágenes conservadas y no publicadas: solo sus compromisos son públicos.",
    "originals-not-held":
      "Que las imágenes tachadas muestren, fuera de lo negro, lo mismo que las originales: solo puede compararlas quien conserva las originales.",
    "evidence-withdrawn":
      "Qué mostraban imágenes o documentos en una copia anterior: desde entonces el registro lo tacha, lo oculta o lo retira.",
    "truths-not-open":
      "Qué dicen las actas de control, con las que se miden las lecturas de las personas: se abren al final.",
    "readings-not-open":
      "Qué dicen las lecturas hechas por menos personas o programas de los que se exigen: solo sus compromisos son públicos, y ningún acta se cuenta por ellas.",
    "record-not-open":
      "Qué dicen las afirmaciones que esperan a otra persona y qué contienen los documentos sellados: solo sus compromisos son públicos.",
    "script-not-held": "Que el programa de la página sea el de estas reglas.",
  },
  download: "Guardar el informe (JSON)",
  downloadNote: "El mismo que escribe cotejo verify --json.",
};

const WORDS: Readonly<Record<Language, VerifyWords>> = { en, es };

export function verifyWords(language: Language): VerifyWords {
  return WORDS[language];
}
