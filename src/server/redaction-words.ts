import type { Language } from "../core/election.ts";

/** What the local page of redaction says. */
export interface RedactionWords {
  readonly title: (entry: string) => string;
  readonly left: (waiting: number) => string;
  readonly lead: string;
  readonly found: string;
  readonly notFound: string;
  readonly noTemplate: string;
  readonly image: string;
  readonly station: (station: string) => string;
  readonly add: string;
  readonly draw: string;
  readonly larger: string;
  readonly smaller: string;
  readonly parts: string;
  readonly part: string;
  readonly fromTemplate: string;
  readonly fromPerson: string;
  readonly fields: {
    readonly x: string;
    readonly y: string;
    readonly width: string;
    readonly height: string;
  };
  readonly show: string;
  readonly remove: string;
  readonly removed: string;
  readonly keys: string;
  readonly none: string;
  readonly cover: string;
  readonly coverHint: string;
  readonly noneTitle: string;
  readonly noneReason: string;
  readonly noneConfirm: string;
  readonly later: string;
  readonly reaches: (rows: string) => string;
  readonly reachesConfirm: string;
  readonly entered: Readonly<Record<"redacted" | "none-needed", string>>;
  readonly allDone: string;
  readonly allDoneLead: string;
}

export const REDACTION_WORDS: Readonly<Record<Language, RedactionWords>> = {
  en: {
    title: (entry) => `What to hide in the image of entry ${entry}`,
    left: (waiting) => (waiting === 1 ? "1 image waits" : `${waiting} images wait`),
    lead: "Everything below black is gone from the public image. The image itself stays here, private.",
    found:
      "The parts that the sheet's template calls private are marked. Look whether they cover every name, signature and identity number, and nothing of the votes.",
    notFound:
      "No private part of the sheet's template was found on this image. Mark every name, signature and identity number yourself.",
    noTemplate:
      "The election file has no template of the sheet. Mark every name, signature and identity number yourself.",
    image: "The image as it was received",
    station: (station) => `Station ${station}`,
    add: "Add a part",
    draw: "Draw with the finger",
    larger: "Larger",
    smaller: "Smaller",
    parts: "Parts to blacken",
    part: "Part",
    fromTemplate: "of the template",
    fromPerson: "marked by hand",
    fields: { x: "From the left", y: "From the top", width: "Width", height: "Height" },
    show: "Show",
    remove: "Remove",
    removed: "Removed.",
    keys: "Drag on the image to mark a part. With the keyboard: arrow keys move the part, with Shift they change its size, Delete removes it.",
    none: "No part is marked yet.",
    cover: "Blacken and go on",
    coverHint: "Mark a part first, or say below that nothing needs hiding.",
    noneTitle: "Nothing in it needs hiding",
    noneReason: "Why? It is published",
    noneConfirm: "Show it as it is",
    later: "Leave it for later",
    reaches: (rows) => `This hides rows of votes: ${rows}.`,
    reachesConfirm: "Hide them all the same. The log says so.",
    entered: { redacted: "Blackened and entered.", "none-needed": "Entered: it is shown as it is." },
    allDone: "No image waits",
    allDoneLead: "Everything on this list is decided. Stop the program with Ctrl-C, then publish.",
  },
  es: {
    title: (entry) => `Qué ocultar en la imagen del asiento ${entry}`,
    left: (waiting) =>
      waiting === 1 ? "Queda 1 imagen por decidir" : `Quedan ${waiting} imágenes por decidir`,
    lead: "Lo que queda bajo el negro desaparece de la imagen pública. La imagen original se conserva aquí, en privado.",
    found:
      "Están marcadas las partes que la plantilla del acta declara privadas. Mire si cubren todos los nombres, firmas y números de identidad, y nada de los votos.",
    notFound:
      "No se encontró en esta imagen ninguna parte privada de la plantilla del acta. Marque usted cada nombre, firma y número de identidad.",
    noTemplate:
      "El archivo de la elección no tiene plantilla del acta. Marque usted cada nombre, firma y número de identidad.",
    image: "La imagen tal como se recibió",
    station: (station) => `Mesa ${station}`,
    add: "Agregar una parte",
    draw: "Dibujar con el dedo",
    larger: "Ampliar",
    smaller: "Reducir",
    parts: "Partes que se tachan",
    part: "Parte",
    fromTemplate: "de la plantilla",
    fromPerson: "marcada a mano",
    fields: { x: "Desde la izquierda", y: "Desde arriba", width: "Ancho", height: "Alto" },
    show: "Mostrar",
    remove: "Quitar",
    removed: "Parte quitada.",
    keys: "Arrastre sobre la imagen para marcar una parte. Con el teclado: las flechas mueven la parte, con Mayús cambian su tamaño, Supr la quita.",
    none: "Todavía no hay ninguna parte marcada.",
    cover: "Tachar y seguir",
    coverHint: "Marque antes una parte, o diga abajo que no hay nada que ocultar.",
    noneTitle: "No tiene nada que ocultar",
    noneReason: "¿Por qué? El motivo se publica",
    noneConfirm: "Mostrarla tal cual",
    later: "Dejarla para después",
    reaches: (rows) => `Esto oculta filas de votos: ${rows}.`,
    reachesConfirm: "Ocultarlas de todos modos. El registro lo dirá.",
    entered: { redacted: "Tachada y asentada.", "none-needed": "Asentado: se muestra tal cual." },
    allDone: "No queda ninguna imagen por decidir",
    allDoneLead: "Todo lo de esta lista está decidido. Detenga el programa con Ctrl-C y publique.",
  },
};
