import { html } from "./html.ts";
import type { Messages, OrderFacts } from "./messages.ts";

const MONTHS = [
  "enero",
  "febrero",
  "marzo",
  "abril",
  "mayo",
  "junio",
  "julio",
  "agosto",
  "septiembre",
  "octubre",
  "noviembre",
  "diciembre",
];

function date(iso: string): string {
  const [, year, month, day, time] = /^(\d{4})-(\d{2})-(\d{2})(?:T(\d{2}:\d{2}))?/.exec(iso) ?? [];
  const name = MONTHS[Number(month) - 1];
  if (year === undefined || name === undefined) return iso;
  const offset = /(?:Z|[+-]\d{2}:\d{2})$/.exec(iso)?.[0];
  const clock =
    time === undefined
      ? ""
      : `, ${time}${offset === undefined ? "" : ` (UTC${offset === "Z" ? "" : offset})`}`;
  return `${Number(day)} de ${name} de ${year}${clock}`;
}

/** "a, b y c", and "e" before a word that begins with the same sound. */
function list(items: readonly string[]): string {
  const last = items.at(-1) ?? "";
  if (items.length < 2) return last;
  const and = /^h?[ií](?![aeo])/i.test(last) ? "e" : "y";
  return `${items.slice(0, -1).join(", ")} ${and} ${last}`;
}

function plural(one: string, many: string): (n: number, text: string) => string {
  return (n, text) => `${text} ${n === 1 ? one : many}`;
}
const stations = plural("mesa", "mesas");

/** "La única acta apartada no puede" and "Las 12 actas apartadas no pueden". */
function setAside({ n, sheets: text }: OrderFacts, one: string, many: string): string {
  return n === 1 ? `La única acta apartada ${one}` : `Las ${text} actas apartadas ${many}`;
}

function theirStations({ n, voters: text }: OrderFacts): string {
  return n === 1
    ? `su mesa tiene ${text} electores inscritos`
    : `sus mesas suman ${text} electores inscritos`;
}

export const es: Messages = {
  language: "es",
  languageName: "Español",
  marks: { thousands: ".", decimal: ",", percent: "\u00a0%" },
  date,
  list,
  words: {
    unknown: "no se sabe",
    notOnForm: "—",
    illegible: "ilegible",
    legend:
      "La raya (—) indica que esa versión del acta no trae la casilla. «Ilegible» indica que la casilla existe y nadie pudo leerla: no es un cero. El signo ≠ señala las casillas en que dos versiones no coinciden.",
    total: "Total",
    share: "Porcentaje",
    difference: "Diferencia",
    differs: "difiere",
    code: "Código",
    entry: "Asiento",
    row: "Fila",
    column: "Columna",
    source: "Fuente",
    contest: "Elección",
    selection: "Opción",
    station: "Mesa",
    unit: "Unidad",
    box: "Casilla",
    tabulated: "Actas",
    declared: "Declarado",
    votes: "Votos",
    none: "ninguna",
    reason: "Motivo",
    more: (count) => `y ${count} más`,
  },
  shell: {
    skip: "Saltar al contenido",
    mainNavigation: "Principal",
    languageNavigation: "Idioma",
    breadcrumbs: "Dónde está",
    tagline: "Los resultados declarados, cotejados con las actas",
    footer: (entries) => `Hecho a partir de un registro firmado de ${entries} asientos:`,
    footerUnit: "Hecho a partir del registro firmado",
    footerCheck: "Cualquiera puede volver a calcular estas páginas y compararlas byte a byte",
    scrollable: (caption) => `${caption} (tabla)`,
  },
  pages: {
    overview: "Resumen",
    units: "Resultados por lugar",
    declarations: "Lo declarado",
    differences: "Diferencias",
    tests: "Pruebas",
    record: "Quién dijo qué",
    findings: "Hallazgos",
    datasets: "Lo recibido",
    log: "Registro",
    data: "Datos",
    verify: "Verificar",
    about: "Método",
  },
  boxes: {
    registeredVoters: "Electores inscritos",
    votersParticipated: "Electores que votaron",
    ballotsCast: "Votos emitidos",
    validVotes: "Votos válidos",
    blankVotes: "Votos en blanco",
    nullVotes: "Votos nulos",
  },
  otherVotes: "Las demás opciones juntas",
  stationsCounted: "Mesas contadas",
  sourceKinds: {
    witnesses: "Testigos de los partidos",
    authority: "Autoridad electoral",
    observers: "Observadores",
    newsroom: "Medio de comunicación",
    other: "Otra",
  },
  status: {
    counted: "contada",
    explained: "recibida, no contada",
    missing: "falta",
    outside: "No figura en el padrón de mesas.",
    outsideCounted: "contada, fuera del padrón de mesas",
  },
  explanations: {
    "awaiting-reading": "Imagen recibida, aún sin leer",
    "none-stands": "Una persona resolvió que no vale ninguna versión de esta acta",
  },
  findings: {
    "selections-not-valid": {
      name: "Las opciones no suman los votos válidos",
      meaning:
        "Los votos de todas las opciones del acta dan un número distinto del que figura como votos válidos.",
      benign:
        "Un error de suma en la mesa, un total copiado en otra casilla o una cifra mal tecleada al transcribir el acta.",
      tell: (f) =>
        `Las opciones suman ${f.count("selections")}; el acta dice ${f.count("validVotes")} votos válidos.`,
    },
    "parts-not-ballots": {
      name: "Válidos, blancos y nulos no suman los votos emitidos",
      meaning: "Los votos válidos, en blanco y nulos del acta dan un número distinto del de votos emitidos.",
      benign:
        "Papeletas que quedaron fuera de una casilla, un recuento de papeletas hecho antes del último elector o una cifra mal tecleada.",
      tell: (f) =>
        `Válidos, blancos y nulos suman ${f.count("parts")}; el acta dice ${f.count("ballotsCast")} votos emitidos.`,
    },
    "ballots-over-registered": {
      name: "Más votos que electores inscritos",
      meaning: "En la mesa se contaron más votos que electores inscritos tiene.",
      benign:
        "Miembros de mesa, policías y personas en servicio que votaron allí por lista especial, o electores añadidos tarde al padrón.",
      tell: (f) => `${f.count("ballots")} votos; ${f.count("registeredVoters")} electores inscritos.`,
    },
    "ballots-not-voters": {
      name: "Los votos emitidos no son los electores que votaron",
      meaning:
        "El acta cuenta un número de papeletas distinto del de electores que firmaron o fueron marcados al votar.",
      benign: "Un elector que se fue sin depositar la papeleta, o uno cuya firma se olvidó.",
      tell: (f) =>
        `${f.count("ballotsCast")} votos emitidos; ${f.count("votersParticipated")} electores anotados.`,
    },
    "form-not-closing": {
      name: "Una suma del formulario no es la de sus partes",
      meaning:
        "Un total que pide el formulario de esta elección, como las papeletas utilizadas o los votos de un partido, no es lo que suman sus partes.",
      benign: "Un error de suma en la mesa, una casilla omitida o mal copiada, o una cifra mal tecleada.",
      tell: (f) =>
        `${f.figure("total")}: el acta dice ${f.count("stated")}; sus partes suman ${f.count("sum")}.`,
    },
    "illegible-box": {
      name: "Una casilla que nadie puede leer",
      meaning: "Al menos una casilla del acta no se puede leer. No se toma por cero.",
      benign: "Un doblez, una impresión débil, una foto movida o la letra.",
      tell: (f) => `Ilegible: ${f.figures("boxes")}.`,
    },
    "blank-form": {
      name: "Formulario sin ningún voto anotado",
      meaning: "Ninguna casilla de votos del formulario está llena.",
      benign: "Una hoja fotografiada por descuido, o una copia que nunca se llenó.",
      tell: () => "Ninguna casilla de votos está llena.",
    },
    "all-zero": {
      name: "Cero en todas las casillas",
      meaning: "Todas las casillas de votos dicen cero.",
      benign: "Una mesa en la que nadie votó, o un acta impresa antes de votar para mostrar que está a cero.",
      tell: () => "Todas las casillas de votos dicen cero.",
    },
    "station-not-in-register": {
      name: "Mesa que no figura en el padrón de mesas",
      meaning: "Hay un acta de una mesa que el padrón de mesas no recoge.",
      benign: "Una mesa abierta o renumerada después de hacerse el padrón, o un número mal tecleado.",
      tell: () => "El padrón de mesas no recoge esta mesa.",
    },
    "registered-not-register": {
      name: "Electores inscritos distintos de los del padrón",
      meaning: "El acta da un número de electores inscritos distinto del que da el padrón de mesas.",
      benign: "Altas y bajas de última hora, o padrones de fechas distintas.",
      tell: (f) => `El acta dice ${f.count("sheet")} electores inscritos; el padrón, ${f.count("register")}.`,
    },
    "station-placed-differently": {
      name: "Mesa situada en otra unidad",
      meaning: "Una tabla sitúa la mesa en una unidad distinta de la del padrón o de una tabla anterior.",
      benign: "Límites que cambiaron, o un nombre escrito de dos maneras.",
      tell: (f) => `Esta tabla la sitúa en: ${f.text("units")}.`,
    },
    "rival-copies": {
      name: "Las copias de un acta no coinciden",
      meaning: "Dos copias del acta de una misma mesa, de la misma fuente, dicen números distintos.",
      benign: "Una copia corregida que sustituyó a otra anterior, o una de las dos mal tecleada.",
      tell: (f) => `Las copias no coinciden. ${f.pairs()}.`,
    },
    "readings-disagree": {
      name: "Las lecturas de un acta no coinciden",
      meaning: "Dos lecturas de la misma acta dan números distintos.",
      benign: "Un error de lectura; la imagen muestra cuál de las dos lo tiene.",
      tell: (f) => `Las lecturas no coinciden. ${f.pairs()}.`,
    },
    "station-not-as-claimed": {
      name: "Acta de otra mesa que la indicada al enviarla",
      meaning: "El acta nombra una mesa distinta de la que indicó quien la envió.",
      benign: "Un número mal tecleado al enviar la foto.",
      tell: (f) => `El acta nombra esta mesa; se envió como acta de ${f.text("claimed")}.`,
    },
    "same-file-two-stations": {
      name: "Una misma imagen para varias mesas",
      meaning: "El mismo archivo de imagen se presenta como acta de más de una mesa.",
      benign: "Un archivo adjuntado dos veces por descuido.",
      tell: (f) => `El mismo archivo figura como acta de ${f.list("stations")}.`,
    },
    "images-alike": {
      name: "Imágenes que se parecen, de varias mesas",
      meaning:
        "Los números de dos imágenes se ven iguales, trazo por trazo, y las imágenes se presentaron como actas de mesas distintas. Los archivos no son el mismo: una puede ser la otra vuelta a fotografiar, recortada o guardada de nuevo. Compare ambas.",
      benign:
        "Una foto enviada otra vez para una mesa equivocada; actas de dos mesas que dicen casi lo mismo y se llenaron de modo parecido.",
      tell: (f) =>
        `Filas comparadas: ${f.count("rows")}; se ven distintas: ${f.count("rowsDifferent")} (${f.count("percent")} % de la tinta es común). Compare las imágenes de:`,
    },
    "same-votes-several-sheets": {
      name: "Los mismos votos en varias actas",
      meaning:
        "Actas de mesas distintas dicen exactamente los mismos votos para cada opción. Solo se comparan actas de al menos 50 votos.",
      benign: "El azar, donde hay pocas opciones o mesas pequeñas; o una misma acta anotada para dos mesas.",
      tell: (f) => `Los mismos ${f.count("votes")} votos, en las mismas casillas, que:`,
    },
    "digits-not-words": {
      name: "Las cifras y las letras difieren",
      meaning:
        "En un acta impresa, las cifras de una fila se leyeron como un número y las letras que están al lado como otro. La fila se toma por ilegible.",
      benign: "Una cifra o una palabra que la máquina leyó mal una y otra vez.",
      tell: (f) => `${f.text("rows")}: en cifras ${f.list("digits")}, en letras ${f.list("words")}.`,
    },
    "proposal-differs": {
      name: "Una máquina lee de otro modo lo escrito a mano",
      meaning:
        "Un programa que lee cifras manuscritas toma un número por otro distinto del que se transcribió. Sus lecturas no deciden nada: solo dicen dónde volver a mirar.",
      benign: "El programa lee mal alguna cifra, también de las que está seguro.",
      tell: (f) =>
        `${f.text("boxes")}: se transcribió ${f.list("taken")}; el programa propuso ${f.list("proposed")}.`,
    },
    "image-hard-to-read": {
      name: "Imagen difícil de leer",
      meaning:
        "Nadie ha leído todavía el acta en esta imagen, y un programa midió qué lo dificulta. No dice nada del acta misma.",
      benign: "Las fotos se toman con prisa, de noche y a pulso.",
      tell: (f) => `Para otra foto: ${f.advice("reasons")}.`,
    },
    "stations-over-declared": {
      name: "Más mesas que las declaradas",
      meaning:
        "Las tablas y las actas nombran en una unidad más mesas que las que alguien declaró que hay. Se toma que existen al menos esas.",
      benign: "Un número de mesas anunciado antes de abrirse algunas, o una mesa nombrada de dos maneras.",
      tell: (f) => `${f.count("stations")} mesas tienen acta; se declararon ${f.count("declared")}.`,
    },
    "total-not-sum-of-parts": {
      name: "El total declarado no es la suma de sus partes",
      meaning:
        "El total declarado de una unidad no cuadra con lo que la misma declaración dice de las unidades que la componen.",
      benign:
        "Votos del exterior o mesas especiales que quedaron fuera de las partes, o partes declaradas en momentos distintos.",
      tell: (f) =>
        `${f.text("declaration")}, ${f.figure("figure")}: se declaró ${f.count("declared")}; sus ${f.count("parts")} partes suman ${f.count("sum")}.`,
    },
    "declared-decreases": {
      name: "Una cifra declarada disminuyó",
      meaning: "Una declaración posterior de la misma fuente da un número menor que otra anterior.",
      benign: "La corrección de un error, o actas retiradas para su revisión.",
      tell: (f) =>
        `${f.figure("figure")}: ${f.count("was")} en ${f.text("earlier")}, ${f.count("is")} en ${f.text("declaration")}.`,
    },
    "declared-not-closing": {
      name: "Las cifras declaradas no cuadran entre sí",
      meaning: "Las cifras de una misma declaración no suman lo que ella misma dice.",
      benign: "Una clase de votos que no se anunció, o un redondeo.",
      tell: (f) =>
        `${f.text("declaration")}: ${f.figure("total")}, declarado ${f.count("declared")}; las cifras suman ${f.count("sum")}.`,
    },
  },
  policies: {
    published: {
      name: "Norma publicada",
      description:
        "Las actas que cuenta la norma del archivo de la elección. Es la que siguen todas las demás cifras de estas páginas.",
    },
    strictest: { name: "La más estricta", description: "Solo las actas sin ningún hallazgo." },
    lenient: {
      name: "La más amplia",
      description:
        "Todas las actas transcritas, se haya hallado en ellas lo que se haya hallado, con cada casilla legible tal como está.",
    },
  },
  declarationStatus: {
    "unofficial-partial": "Preliminar, parcial",
    "unofficial-complete": "Preliminar, completo",
    certified: "Oficial, proclamado",
    correction: "Corrección",
    recount: "Recuento",
  },
  entryKinds: {
    "election-opened": "Elección abierta",
    "register-adopted": "Padrón de mesas adoptado",
    "dataset-imported": "Tabla importada",
    "evidence-received": "Imagen recibida",
    "evidence-reassigned": "Imagen reasignada",
    "evidence-redacted": "Imagen tachada",
    "reading-made": "Lectura hecha",
    "dispute-adjudicated": "Discrepancia resuelta",
    "results-declared": "Resultado declarado",
    "sample-drawn": "Muestra sorteada",
    "document-received": "Documento recibido",
    "document-revised": "Documento revisado",
    "statement-recorded": "Afirmación asentada",
    "statement-revised": "Afirmación revisada",
    "derivation-confirmed": "Procedencia confirmada",
    "incident-described": "Incidente descrito",
    "actor-admitted": "Transcriptor admitido",
    "actor-removed": "Transcriptor retirado",
    "reading-signed": "Lectura de una persona",
    "readings-extended": "Se pide una lectura más",
    "truth-committed": "Acta de control comprometida",
    "truths-opened": "Actas de control abiertas",
  },
  coverage: {
    title: "Cuánto se ha contado",
    caption: (contest, source) => `${contest}: cobertura. Fuente: ${source}`,
    lead: (counted, registered, share) =>
      `Están contadas las actas de ${counted} de ${registered} mesas: el ${share}.`,
    leadUnknown: (counted) => `Actas contadas: ${counted}. No se sabe cuántas mesas hay.`,
    registered: "En el padrón",
    declaredSize: "En total, según lo declarado",
    childrenUnknown:
      "No se sabe cuántas mesas hay en cada una de estas unidades; tampoco, entonces, cuántas faltan en cada una.",
    counted: "Contadas",
    explained: "Recibidas, no contadas",
    missing: "Faltan",
    outside: "Fuera del padrón",
    stations: "Mesas",
    voters: "Electores inscritos",
    stationsShare: "% de las mesas",
    votersShare: "% de los inscritos",
    votersMissing: "Inscritos en las mesas que faltan",
    meaning:
      "Cada mesa está en uno de tres lugares y solo en uno: contada; recibida y no contada, con su motivo; o falta.",
    registerSource: "El número de mesas y de electores viene del padrón adoptado:",
    sizesSource: (sources) => `El número de mesas es el que declara: ${sources}. No hay padrón de mesas.`,
    nothingSource:
      "No se adoptó ningún padrón de mesas y nadie ha declarado cuántas hay, de modo que no se sabe cuánto falta.",
    reasons: "Por qué hay actas sin contar (un acta puede tener varios motivos):",
    children: (level, contest) => `${contest}: cobertura (${level})`,
  },
  overview: {
    dateline: (day, place) => `${day} · ${place}`,
    lead: "Las actas de las mesas, sumadas una por una y puestas al lado de lo que se declaró. Cualquiera puede repetir cada suma con los archivos de esta carpeta y nada más.",
    noSheets: "Todavía no se ha recibido ningún acta de esta elección.",
    against: (source) => `Las actas frente a lo declarado: ${source}`,
    againstLead: (day) => `Anunciado el ${day}.`,
    collectedAlone: "Lo que suman las actas",
    chart: (contest) => `${contest}: porcentaje de los votos válidos`,
    sheetsBar: "Actas",
    declaredBar: "Declarado",
    readWithCoverage:
      "Las actas son las reunidas hasta ahora: cada diferencia debe leerse junto con la cobertura, que figura más abajo.",
    differenceNote: "Diferencia: actas menos declarado.",
    superseded: (n, text) =>
      n === 1
        ? "Una declaración anterior fue sustituida y se conserva en"
        : `${text} declaraciones anteriores fueron sustituidas y se conservan en`,
    testsTitle: "¿Puede ser cierto?",
    testsMore: (n, text) =>
      n === 1 ? "La pregunta hecha al resultado" : `Las ${text} preguntas hechas al resultado`,
    noDeclaration: "Todavía no se ha declarado ningún resultado de esta elección.",
    declaredElsewhere: "Lo declarado no es un total del conjunto; se muestra, unidad por unidad, en",
    sourcesTitle: "Todas las fuentes",
    sourcesLead:
      "Cada columna suma las actas de una sola fuente; no todas cubren las mismas mesas. Mesa por mesa, véase",
    policyTitle: "Cómo cambia el total según la norma",
    policyLead:
      "Qué actas se cuentan se publicó de antemano. Estos son los totales con esa norma, con la más estricta y con la más amplia.",
    policyCaption: "totales con tres normas",
    sourcesCaption: "totales de cada fuente",
    sheetsInTotal: "Actas en el total",
    orderTitle: "¿Podrían las actas apartadas cambiar el orden?",
    missingTitle: "Qué falta y dónde",
    missingLead: "En color lleno, lo contado; rayado, lo recibido y no contado; en blanco, lo que falta.",
    findingsTitle: "Hallazgos",
    findingsLead: (n, text) => `${text} ${n === 1 ? "hallazgo" : "hallazgos"}.`,
    findingsNone: "Ninguna comprobación halló nada.",
    findingsHow:
      "Un hallazgo es una observación con números, no un juicio: cada uno enlaza con sus actas, y de cada clase se dice qué puede explicarla sin culpa de nadie.",
    checkTitle: "Compruébelo usted en un minuto",
    checkLead:
      "Aquí no hay que creer nada. Con la carpeta y el programa, ambos gratuitos, una sola orden vuelve a calcular cada cifra y cada página.",
    checkSteps: [
      html`La página <q>Verificar</q> lo hace en su navegador. Para no depender de ningún servidor, siga los
        pasos siguientes.`,
      html`Descargue esta carpeta, o cópiela con <code>cotejo mirror DIRECCIÓN CARPETA</code>.`,
      html`Dentro de la carpeta, ejecute la orden de abajo. Vuelve a calcularlo todo a partir del registro
      firmado y compara cada archivo byte a byte.`,
      html`Compare el punto de control que muestra con uno que tenga de otra parte: un periódico, un
      observador, otra copia. Solo así se nota que un registro entero se cambió por otro.`,
    ],
    checkpointTitle: "Punto de control",
    checkpointLead:
      "Estas líneas identifican el estado del registro con el que se hizo esta carpeta. Publíquelas en otra parte, en papel si es posible: fijan todas las cifras que hay aquí.",
    allContests: "Elecciones",
  },
  order: {
    nothing: "No se ha apartado ningún acta, así que ninguna puede cambiar el orden.",
    no: (f) =>
      `No. ${setAside(f, "no puede", "no pueden")} cambiar el orden: ${theirStations(f)}, menos que la ventaja más corta, que es de ${f.margin} votos, la de ${f.ahead} sobre ${f.behind}.`,
    first: (f) =>
      `Es posible. ${setAside(f, "podría", "podrían")} cambiar el primer lugar: ${theirStations(f)}, y ${f.ahead} aventaja a ${f.behind} en ${f.margin} votos.`,
    lower: (f) =>
      `El primer lugar, no. ${setAside(f, "podría", "podrían")} cambiar el orden más abajo: ${theirStations(f)}, y ${f.ahead} aventaja a ${f.behind} en ${f.margin} votos.`,
    unknown: (f) =>
      `No puede descartarse. De ${f.unsized} de las ${f.sheets} actas apartadas no se sabe cuántos electores inscritos tiene su mesa, así que nada las acota.`,
    bound:
      "El cálculo supone lo extremo: que todos los electores inscritos de cada una de esas mesas votaron por la opción que va detrás, y nadie más que los inscritos.",
    unsized: (n, text) =>
      n === 1
        ? "De una de estas actas no se sabe cuántos electores inscritos tiene su mesa; se suman a los anteriores."
        : `De ${text} de estas actas no se sabe cuántos electores inscritos tienen sus mesas; se suman a los anteriores.`,
    missingUnknown: (n, text) =>
      `Esto se refiere a las actas recibidas, no a las que faltan: no se sabe cuántos electores inscritos ${n === 1 ? "tiene la mesa" : `tienen las ${text} mesas`} sin acta.`,
    missing: ({ n, stations: text, voters: registered, margin }) =>
      `Esto se refiere a las actas recibidas, no a las que faltan: ${n === 1 ? "la mesa sin acta tiene" : `las ${stations(n, text)} sin acta tienen`} ${registered} electores inscritos, y entre las dos primeras opciones hay ${margin} votos.`,
  },
  tests: {
    lead: "Qué tendría que ser cierto para que un resultado declarado se sostenga, a la vista de las actas: cada pregunta con su respuesta, de qué depende la respuesta y cómo volver a calcularla.",
    none: "Todavía no hay nada que probar: no hay actas contadas ni nada declarado.",
    noAnswer: "Sin respuesta",
    conditionsTitle: "De qué depende",
    conditionsLead:
      "Cada respuesta vale lo que valen sus supuestos. Se cumple: los datos lo muestran. No se cumple: los datos lo contradicen. No se sabe: nada de lo que hay puede mostrarlo, y debe juzgarlo usted.",
    condition: "Supuesto",
    status: "Estado",
    statuses: { held: "se cumple", failed: "no se cumple", unknown: "no se sabe" },
    howTitle: "Cómo se calculó",
    inputsTitle: "En qué se apoya",
    inputs: {
      election: "Archivo de la elección",
      register: "Padrón de mesas",
      dataset: "Tabla",
      declaration: "Declaración",
      sample: "Muestra",
      readings: "Lecturas, hasta la entrada",
      file: "Archivo aparte del registro",
    },
    screening:
      "Esto es solo un cribado. Un patrón puede tener muchas causas, y el ejemplo de abajo muestra cómo aparece sin que nadie lo provoque.",
    sample: (id) => `Muestra ${id}`,
    sheetsOf: (source) => `Actas: ${source}`,
  },
  unit: {
    childrenTitle: (level) => `Por unidad: ${level}`,
    part: (part, parts) => `parte ${part} de ${parts}`,
    statedBy: (sheets) => `(consta en ${sheets})`,
    partNavigation: "Partes de esta página",
    contents: "En esta página",
    stationsTitle: "Mesas",
    directStations:
      "Algunas mesas pertenecen directamente a esta unidad y a ninguna de las de abajo; están en el total y se muestran más adelante.",
    noStations: "Ninguna mesa figura en esta unidad.",
    resultCaption: (contest, source) => `${contest}. Fuente: ${source}`,
    stationCaption: (station, contest) => `Mesa ${station}: ${contest}`,
    valid: "Votos válidos",
    declaredTitle: "Lo declarado de esta unidad",
    findingsTitle: "Hallazgos sobre esta unidad",
    registeredVoters: (count) => `${count} electores inscritos`,
    registeredUnknown: "Electores inscritos: no se sabe",
    sheetMissing: "No se ha recibido ningún acta.",
    stationTitle: (station) => `Mesa ${station}`,
    dataset: (entry, row) => `asiento ${entry}, fila ${row}`,
    reading: (entry) => `asiento ${entry}`,
    reader: (name) => `(${name})`,
    transcription: "todas las versiones juntas",
    adjudicated: (entry) => `una persona resolvió que vale la versión del asiento ${entry}:`,
    adjudicatedNone: "una persona resolvió que no vale ninguna versión:",
    evidence: "Imagen del acta",
    evidenceAlt: (station) => `Imagen del acta de la mesa ${station}`,
    evidenceHeld: "se conserva, no está publicada",
    evidenceOpen: "Abrir el archivo",
    evidenceDataset: "Imagen, según la tabla:",
    redacted: (parts, count) =>
      `hecha a partir de la imagen que se conserva, con ${count} ${parts === 1 ? "parte tachada" : "partes tachadas"} en negro`,
    redactedUnseen: "por un programa, antes de que nadie la mirara",
    redactionNoneNeeded: "se muestra tal cual, porque no tiene nada que ocultar:",
    redactionWithdrawn: "no se muestra:",
    rowsReached: (rows) => `Lo tachado alcanza estas filas de votos: ${rows}.`,
    commitment: "Compromiso:",
    qrWords: "El código del acta dice:",
    readBy: (reader) => `Leída por ${reader}`,
    copiesTitle: "Las imágenes, una al lado de la otra",
    copyOf: (station, entry) => `Imagen del acta de la mesa ${station}, asiento ${entry}`,
    copiesAlike: (f) =>
      `Asientos ${f.entries}: los números se ven iguales en ambas imágenes, fila por fila (${f.rows} filas comparadas, ${f.percent} % de la tinta en común). Una puede ser la otra guardada de nuevo, o ambas fotos de un mismo papel.`,
    copiesNotAlike: (f) =>
      `Asientos ${f.entries}: los números no se ven iguales en ambas imágenes, o se alcanza a ver muy poco (${f.rows} filas comparadas, ${f.percent} % de la tinta en común).`,
    copiesRowsDiffer: (f) => `Filas que se ven distintas: ${f.differ}.`,
    nothingRead: "no se pudo leer nada",
    readingSealed: "lectura hecha, aún sin abrir",
    proofTitle: "Prueba",
    proofLead:
      "Los asientos del registro en que se apoya esta página. El recibo de un asiento, que se obtiene dentro de la carpeta con la orden de la última columna, demuestra a cualquiera que el asiento está en el registro del punto de control.",
    proofCaption: "Asientos del registro en que se apoya esta página",
    leafHash: "Huella de la hoja",
    blob: "Archivo que nombra",
    tile: "En el archivo del registro",
    receipt: "Orden para el recibo",
    permalink: (station) => `Enlace permanente a la mesa ${station}`,
    shareOfValid: "Porcentaje de los votos válidos",
  },
  declarations: {
    lead: "Todo lo que se anunció, en el orden en que se anotó. Nada se borra: una declaración sustituida se conserva y dice cuál la sustituye.",
    none: "Todavía no se ha declarado nada.",
    current: "Vigente",
    supersededBy: "Sustituida por",
    supersedes: "Sustituye a",
    announced: "Anunciada",
    status: "Carácter",
    entry: "En el registro",
    coverageAnnounced: "Mesas contadas, según el anuncio",
    cited: "Citada de",
    file: "archivo",
    note: "Nota",
    caption: (unit, declaration) => `${unit}: actas y declaración ${declaration}`,
    unitsTitle: "Otras unidades de esta declaración",
    unitsCaption: "Lo declarado, por unidad",
    unitsCell: "En cada celda: la cifra declarada y, debajo, la diferencia (actas menos declarado).",
    unitUnknown: "(no es una unidad de esta elección)",
    announcedShare: "* Tal como se anunció.",
    turnout: "Participación",
    against: (source) => `Junto a las actas de esta fuente: ${source}.`,
    noTabulation:
      "No se ha recibido ningún acta de esta elección, así que no hay nada que poner al lado de estas cifras.",
  },
  differences: {
    lead: "Cada dos fuentes de una misma elección, puestas lado a lado, mesa por mesa. Solo se comparan las casillas en que ambas dicen un número; una casilla que un formulario no trae, o que nadie puede leer, no es una diferencia.",
    single: "Menos de dos fuentes tienen actas, así que todavía no hay nada que comparar.",
    pair: (first, second) => list([first, second]),
    inBoth: "Mesas en ambas",
    equal: "Iguales en todas las casillas",
    different: "Distintas",
    notComparable: "Sin ninguna casilla que ambas indiquen",
    onlyIn: (source) => `Solo en ${source}`,
    listCaption: "Casillas que no coinciden",
    noDifference: "Ninguna mesa presente en ambas fuentes tiene números distintos.",
    leftOut: (shown, leftOut) => `Se muestran las primeras ${shown} mesas; hay ${leftOut} más en el archivo.`,
    csv: "Todas las diferencias, en CSV",
  },
  findingsPage: {
    lead: "Lo que observaron las comprobaciones, por clases. Un hallazgo es una observación con sus números, nunca un juicio: dice qué no cuadra, y su acta siempre se conserva y se muestra.",
    none: "Ninguna comprobación halló nada.",
    summaryCaption: "Hallazgos por clase",
    count: "Número",
    treatment: "Qué hace la norma publicada",
    setAside: "el acta no se cuenta",
    notSetAside: "el acta se cuenta",
    aboutDeclarations: "trata de totales declarados; no aparta ningún acta",
    meaning: "Qué significa",
    benign: "Qué puede explicarlo sin culpa de nadie",
    listCaption: (name) => `Hallazgos: ${name}`,
    where: "Dónde",
    what: "Qué",
    leftOut: (shown, leftOut) => `Se muestran los primeros ${shown}; hay ${leftOut} más en`,
    notFoundTitle: "Comprobado, sin hallazgos",
    notFoundLead: "Estas comprobaciones recorrieron todas las actas y declaraciones y no hallaron nada.",
    others: "Las demás",
    csv: "Todos los hallazgos, en CSV",
  },
  datasets: {
    lead: "Cada tabla y cada archivo que se recibió y qué fue de ellos: qué filas se usan, cuáles no se pudieron usar y por qué.",
    registerTitle: "Padrón de mesas",
    registerNone:
      "No se adoptó ningún padrón de mesas. Las mesas son las que nombran las tablas y las actas; ninguna puede estar fuera del padrón.",
    registerLead: (listed, units) =>
      `El padrón recoge ${listed} mesas. Con las tablas, hay ${units} unidades.`,
    tablesTitle: "Tablas",
    none: "No se ha importado ninguna tabla.",
    format: "Formato",
    encoding: "Codificación",
    delimiter: "Separador",
    lineEnding: "Fin de línea",
    columns: "Columnas",
    columnsIgnored: "Columnas que no se usan",
    boxesAbsent: "Casillas para las que esta tabla no tiene columna",
    records: "Filas del archivo",
    rowsUsed: "Filas usadas",
    rowsRefused: "Filas que no se pudieron usar",
    file: "Archivo",
    supersedes: "Sustituye a",
    supersededBy: "Sustituida por",
    refusedCaption: "Filas que no se pudieron usar, con su motivo",
    refusedNone: "Se usaron todas las filas.",
    refusedLeftOut: (shown, leftOut) =>
      `Se muestran las primeras ${shown} filas; otras ${leftOut} tampoco se pudieron usar.`,
    wholeRow: "la fila",
    evidenceTitle: "Imágenes",
    evidenceLead:
      "Fotos y escaneos. Un archivo solo se publica tal cual si quien lo envió o quien publica dijo que no tiene nada que ocultar. De los demás se muestra una imagen con partes tachadas, o nada; el registro guarda un compromiso, que fija el archivo sin mostrarlo.",
    evidenceNone: "No se ha recibido ninguna foto ni ningún escaneo.",
    evidenceCaption: "Imágenes por fuente",
    received: "Recibidas",
    published: "Publicadas",
    read: "Leídas",
    nothingRead: "Sin nada legible",
    sealed: "Lectura aún sin abrir",
    unread: "Aún sin leer",
    nothingReadTitle: "Lecturas sin resultado",
    nothingReadCaption: "Lecturas que no leyeron nada, con su motivo",
    unplacedTitle: "Imágenes de una mesa desconocida",
    unplacedCaption: "Archivos de los que aún no se sabe la mesa",
    leftOut: (shown, leftOut) => `Se muestran los primeros ${shown}; hay ${leftOut} más en el registro.`,
    evidence: "Asiento",
    reader: "Lector",
  },
  knownSheets: {
    title: "Con qué frecuencia se lee mal",
    lead: (sheets) =>
      `Entre las actas que leyeron las personas había ${sheets} cuyos números se establecieron antes y quedaron comprometidos en el registro. Quien leía no podía distinguirlas de las demás.`,
    closed: (sheets) =>
      `Entre las actas que leen las personas hay ${sheets} cuyos números se establecieron antes. Se abren al final, y con ellas la tasa de error.`,
    caption: "Actas de control con un número equivocado",
    of: "Lectura",
    sheets: "Actas de control",
    wrong: "Equivocadas",
    rate: "Tasa",
    interval: "Intervalo del 95 %",
    firstReading: "Una sola persona",
    afterAgreement: "Lo que acordaron suficientes personas",
    note: (notAgreed, minimum) =>
      `Equivocada es un acta con al menos una casilla en la que se lee otro número que el que se sabe que tiene; tras el acuerdo, es el mismo número equivocado leído por suficientes personas. En ${notAgreed} actas de control no hubo acuerdo: esas actas las resuelve una persona, y esto no dice nada de los errores de esa decisión. Con menos de ${minimum} actas no se da una tasa, solo su cota superior. El intervalo es el de Clopper y Pearson (1934).`,
  },
  log: {
    lead: "Todo lo que hay en estas páginas se sigue de un registro al que solo se añaden asientos. Su punto de control, firmado con la clave del registro, los identifica a todos: si se cambia uno, cambian todos los puntos de control posteriores.",
    checkpointTitle: "Punto de control",
    origin: "Nombre del registro",
    size: "Asientos",
    root: "Huella de la raíz",
    key: "Clave pública",
    rules: "Versión de las reglas",
    files: "Archivos",
    checkpointFile: "Punto de control",
    manifestFile: "Lista firmada de todos los archivos",
    keyFile: "Clave",
    openings: "Aperturas de los compromisos",
    howTitle: "Cómo verificarlo",
    how: [
      html`<code>cotejo verify . --key CLAVE</code>, dentro de la carpeta, comprueba la firma, el árbol y cada
        archivo, y después vuelve a calcular resultados y páginas y los compara.`,
      html`<code>cotejo verify . --against PUNTO-DE-CONTROL</code> demuestra además que el registro solo ha
        crecido desde un punto de control que usted guardó.`,
      html`<code>cotejo receipt . ASIENTO</code> hace un archivo pequeño que demuestra, sin la carpeta, que un
        asiento está en el registro.`,
      html`El registro está en los formatos <code>tlog-tiles</code> y <code>tlog-checkpoint</code> de C2SP:
        también pueden verificarlo programas ajenos.`,
    ],
    kindsTitle: "Qué contiene el registro",
    kindsCaption: "Asientos por clase",
    kind: "Clase",
    count: "Número",
    entriesTitle: "Asientos",
    entriesCaption: "Todos los asientos del registro",
    what: "De qué trata",
    tooMany: (limit) => `El registro tiene más de ${limit} asientos; aquí no se enumeran.`,
    tiles: "Todos están en los archivos del registro, 256 en cada uno:",
  },
  data: {
    lead: "Los mismos resultados como archivos para hojas de cálculo y programas. Al verificar la carpeta, cada uno se vuelve a calcular y se compara.",
    downloadsTitle: "Descargas",
    downloadsCaption: "Archivos",
    file: "Archivo",
    holds: "Qué contiene",
    files: {
      results: "Sumas de cada unidad, con su cobertura, por fuente.",
      stations: "El acta de cada mesa, casilla por casilla, por fuente.",
      differences: "En qué difieren dos fuentes, casilla por casilla.",
      findings: "Todos los hallazgos, con sus números.",
      "results.json": "Resultados del conjunto, por elección y fuente.",
      "declarations.json": "Las declaraciones tal como se anotaron.",
      "tests.json": "Pruebas del resultado: preguntas, respuestas, supuestos y datos de los que parten.",
      statements: "Todas las afirmaciones confirmadas de los documentos, una por fila.",
      "statements.jsonld": "Las mismas como anotaciones web del W3C, con posiciones en puntos de código.",
      "claim-reviews.jsonld":
        "Lo que concluyeron, con su nombre, quienes evaluaron afirmaciones (ClaimReview de schema.org).",
      "datapackage.json": "Descripción de todas las tablas (Frictionless Data).",
      checkpoint: "El punto de control firmado del registro.",
      key: "La clave pública del registro.",
      manifest: "Tamaño y huella de cada archivo de esta carpeta, con firma.",
    },
    ofContest: (contest) => `Elección: ${contest}`,
    columnsTitle: "Columnas",
    columnsLead:
      "Los CSV están en UTF-8, separados por comas y con una línea de encabezado. Una celda vacía indica que nadie da un número; nunca significa cero.",
    columnsCaption: (file) => `Columnas de ${file}`,
    columns: {
      document: "Número del asiento del documento.",
      origin: "El origen independiente: el primero de los documentos que proceden unos de otros.",
      publisher: "Quién publicó el documento.",
      url: "Su dirección.",
      published: "Cuándo se publicó.",
      kind: "figure (cifra), quote (cita), position (postura) o event (hecho).",
      words: "Las palabras exactas; los nombres privados están tachados.",
      start: "Dónde empiezan en el texto del documento, en unidades UTF-16.",
      end: "Dónde terminan, sin incluir esa posición.",
      textSha256: "SHA-256 del texto en que están.",
      voice:
        "Quién lo dice, del más cercano a aquel de quien son las palabras, separados por >; vacía si es el propio documento.",
      modality: "declared (declaró), said (dijo), reported (informó) y otras, en el mismo orden.",
      about: "Un incidente, una opción de la boleta o unas palabras.",
      saidAt: "Cuándo se dijo.",
      eventAt: "Cuándo ocurrió lo que cuenta.",
      measure: "De una cifra: qué se cuenta.",
      bound:
        "De una cifra: exact, at-least (al menos), more-than (más de), at-most (a lo sumo), less-than (menos de), approximately (cerca de), range (entre dos) o vague (sin número).",
      value: "De una cifra: el número.",
      low: "De un intervalo: el número menor.",
      high: "De un intervalo: el número mayor.",
      quantityUnit:
        "De una cifra: count (personas o cosas), percent (porcentaje), points (puntos) o ratio (de cada diez).",
      role: "De una cifra: total, part (parte) o increment (se suma a otra).",
      denominator: "De un porcentaje: de qué es.",
      definition: "De una cifra: cómo se cuenta.",
      scope: "De una cifra: de quiénes y dónde; vacía si es de todos y en todas partes.",
      asOf: "De una cifra: el día hasta el que cuenta.",
      confirmedByName: "yes si la voz nombró y confirmó a cada persona.",
      stance: "De una postura: qué se pide, se reconoce o se rechaza.",
      actors: "De una postura: quiénes la toman, con el código de un Estado tras =, separados por ;",
      target: "De una postura: hacia quién.",
      conditional: "yes si la postura depende de una condición.",
      reviewers: "Quiénes la confirmaron, separados por ;",
      suggestedBy: "El programa que la sugirió; vacía si la encontró una persona.",
      source: "Fuente de las actas.",
      station: "Mesa.",
      unit: "Unidad: códigos unidos con / desde el nivel más alto.",
      unitName: "Nombre de la unidad.",
      level: "0 para el conjunto, 1 para el primer nivel, y así sucesivamente.",
      stationsRegistered: "Mesas que hay; vacía si nadie lo dice.",
      stationsCounted: "Mesas cuya acta está en las sumas.",
      stationsExplained: "Mesas cuya acta se recibió y no se cuenta, con su motivo.",
      stationsMissing: "Mesas de las que no hay nada; vacía si nadie dice cuántas mesas hay.",
      stationsOutsideRegister: "Mesas con acta que el padrón no recoge.",
      status:
        "counted (contada), explained (recibida, no contada) o missing (falta), según la norma publicada.",
      explanations: "Por qué no se cuenta, con códigos separados por espacios.",
      illegibleBoxes: "Casillas que nadie pudo leer, separadas por punto y coma.",
      entry: "Número del asiento del registro con la primera versión del acta.",
      row: "Fila de la tabla que nombra ese asiento; vacía si es la lectura de una imagen.",
      first: "Una fuente.",
      second: "La otra fuente.",
      box: "Casilla en que no coinciden.",
      firstStates: "Lo que dice la primera fuente.",
      secondStates: "Lo que dice la segunda fuente.",
      code: "Código del hallazgo.",
      contest: "Elección.",
      entries: "Números de los asientos en que se apoya, separados por espacios.",
      detail: "Los números y nombres de que trata, en JSON.",
    },
    votesOf: (selection) => `Votos de ${selection}.`,
    boxColumn: "Como lo dice el acta; vacía si el formulario no trae la casilla o nadie puede leerla.",
    sumColumn: "Suma de las actas contadas.",
    namesTitle: "Nombres e identificadores",
    namesLead: "En los archivos, las opciones, las elecciones y las fuentes figuran con su identificador.",
    namesCaption: "Identificadores con sus nombres",
    id: "Identificador",
    name: "Nombre",
    kind: "Clase",
    signsTitle: "Qué puede significar una celda vacía",
    signs:
      "En la tabla de mesas, una casilla vacía es una que ese formulario no trae o una ilegible; la columna illegibleBoxes nombra las ilegibles. En la tabla de resultados, un número vacío de mesas del padrón o de mesas que faltan indica que nadie dice cuántas hay.",
    reuseTitle: "Uso de los datos",
    reuse:
      "Quien cite una cifra hará bien en citar con ella la cobertura y el punto de control: la cifra pertenece a ese estado del registro.",
  },
  about: {
    lead: "De dónde salen estas cifras, qué pueden mostrar y qué no.",
    sections: [
      {
        id: "method",
        title: "Qué se hace",
        body: html`<p>
            En casi todas las elecciones, cada mesa llena un acta al cerrar. Muchas personas ven esas actas
            antes de que exista ningún total. Aquí se reúnen las de quienes las tienen, se leen, se
            comprueban, se suman y se ponen al lado de los totales que se declararon.
          </p>
          <p>
            Lo que llega se escribe, tal como llega, en un registro al que solo se añaden asientos. Todo lo
            que hay en estas páginas se calcula a partir de ese registro, con reglas publicadas, y cualquiera
            puede volver a calcularlo.
          </p>`,
      },
      {
        id: "settled",
        title: "Cómo se fija un acta",
        body: html`<p>
            Las fuentes se mantienen separadas: se comparan, nunca se mezclan. Dentro de una fuente vale, si
            la hay, la decisión anotada de una persona; si no, las lecturas de la imagen que coinciden; si no,
            la fila de una tabla. Cuando dos versiones se contradicen, el acta queda en discusión y se
            muestran ambas.
          </p>
          <p>
            Una casilla que nadie puede leer nunca se toma por cero. Un acta que no cuadra se conserva y se
            muestra como está: nada se repara.
          </p>`,
      },
      {
        id: "neutrality",
        title: "Neutralidad",
        body: html`<p>
            Estas páginas no usan palabras que juzguen. Hablan de hallazgos (lo que observó una comprobación),
            de diferencias (un número menos otro) y de actas que faltan. La mayoría de los hallazgos tiene
            explicaciones sin culpa de nadie, y de cada clase se dice cuáles.
          </p>
          <p>
            Todas las fuentes se tratan con las mismas reglas, y las reglas se publican antes de sumar las
            actas. Donde otra regla habría dado otro total, se muestran los dos.
          </p>`,
      },
    ],
    policyTitle: "Qué actas se cuentan",
    policyLead: (n, text) =>
      `La norma forma parte del archivo de la elección, el primer asiento del registro. ${n === 1 ? "Para fijar una imagen basta una lectura" : `Para fijar una imagen deben coincidir ${text} lecturas`}.`,
    policyAside: "Recibidas y no contadas: las actas en que se halló",
    policyNotAside: "Contadas de todos modos: las actas en que se halló",
    sourcesTitle: "De quién son estas versiones",
    sourcesCaption: "Fuentes",
    sourceKind: "Clase",
    glossaryTitle: "Palabras que se usan aquí",
    glossary: [
      ["Mesa", "Donde vota un grupo de electores y se llena un acta por cada elección."],
      ["Acta", "El formulario en que una mesa escribe su resultado."],
      [
        "Unidad",
        "Todo territorio o edificio del que se dan resultados, desde el país hasta el centro de votación.",
      ],
      ["Opción", "Una candidatura, una lista o una respuesta que puede recibir votos."],
      ["Electores inscritos", "Las personas con derecho a votar en una mesa."],
      ["Padrón de mesas", "La lista de todas las mesas, con su lugar y sus electores inscritos."],
      ["Imagen", "Un archivo: una foto o un escaneo de un acta."],
      [
        "Lectura",
        "La versión que da un lector de un acta, casilla por casilla. Un lector es una persona o un programa.",
      ],
      ["Declaración", "Lo que una autoridad, o alguien más, anunció como resultado."],
      [
        "Hallazgo",
        "Lo que observó una comprobación, con sus números y un código que nunca cambia de significado.",
      ],
      [
        "Diferencia",
        "Lo que suman las actas menos lo que se declaró; o el número de una fuente menos el de otra.",
      ],
      [
        "Contada, no contada, falta",
        "Cada mesa del padrón es una de las tres cosas: su acta está en las sumas; se recibió y no se cuenta, con su motivo; o no se recibió nada.",
      ],
      ["Registro", "La lista firmada de todo lo que llegó, a la que solo se añaden asientos."],
      ["Punto de control", "Un texto breve y firmado que fija el registro hasta un asiento."],
    ],
    notEstablishedTitle: "Lo que la verificación no puede establecer",
    notEstablished: [
      "Que un acta diga lo que decidieron los electores. La verificación muestra que las sumas se siguen de las actas, no que las actas sean ciertas.",
      "Que se hayan entregado todas las actas. Lo que falta se cuenta, pero nadie puede leer un acta que no se recibió.",
      "Que el registro no se haya cambiado entero por otro, salvo que usted tenga un punto de control, un recibo o una clave que obtuvo en otra parte.",
      "Que las imágenes conservadas y no publicadas muestren lo que dicen sus lecturas. Su compromiso solo demuestra que no se han cambiado desde entonces.",
      "Quién entregó qué. El registro nombra fuentes, no personas.",
    ],
  },
};
