// Reads a labelled document. Labels stand in the text, so that their places are exact by construction:
//   [[words|measure|value or low..high|bound|voices|flags]]   a figure; no voice is the narrator, ? is not scored
//   <<words|actors|stance>>                                   a position of states or organisations
//   {{words|speaker}}                                         a quotation
// They may stand inside each other. The flag "optional" is scored neither way, "distractor" is no figure at all.
const OPENS = { "[[": "]]", "<<": ">>", "{{": "}}" };

/** The head (name: value lines up to ---), the text without labels, and the labels with their places in it. */
export function readMarkup(file) {
  const [headLines, ...rest] = file.split("\n---\n");
  const head = Object.fromEntries(headLines.split("\n").map((line) => line.split(": ")));
  const { text, elements } = readElements(rest.join("\n---\n"));
  const of = (kind) => elements.filter((element) => element.kind === kind);
  return {
    head,
    text,
    figures: of("[[")
      .map(figureOf)
      .filter(({ flags }) => !flags.includes("distractor")),
    positions: of("<<").map(({ start, end, words, fields: [actors = "", stance = ""] }) => ({
      start,
      end,
      words,
      stance,
      actors: actors.split(";"),
    })),
    quotes: of("{{").map(({ start, end, words, fields: [speaker = ""] }) => ({
      start,
      end,
      words,
      speakers: speaker.split("/"),
    })),
  };
}

function readElements(marked) {
  const elements = [];
  const open = [];
  let text = "";
  for (let at = 0; at < marked.length;) {
    const two = marked.slice(at, at + 2);
    const top = open.at(-1);
    if (OPENS[two] !== undefined && top?.fields === undefined) {
      open.push({ kind: two, start: text.length, fields: undefined });
      at += 2;
    } else if (top !== undefined && two === OPENS[top.kind]) {
      open.pop();
      const end = top.end ?? text.length;
      elements.push({
        kind: top.kind,
        start: top.start,
        end,
        words: text.slice(top.start, end),
        fields: top.fields?.split("|") ?? [],
      });
      at += 2;
    } else if (top !== undefined && top.fields === undefined && marked[at] === "|") {
      top.end = text.length;
      top.fields = "";
      at += 1;
    } else {
      if (top?.fields === undefined) text += marked[at];
      else top.fields += marked[at];
      at += 1;
    }
  }
  if (open.length > 0)
    throw new Error(`a label is not closed: ${text.slice(open[0].start, open[0].start + 60)}`);
  return { text, elements };
}

function figureOf({ start, end, words, fields: [measure, value = "", bound = "", voices = "", flags = ""] }) {
  const number = (digits) => Number(digits.replace(",", "."));
  const [low, high] = value.split("..");
  return {
    start,
    end,
    words,
    measure,
    bound,
    flags,
    voices: voices === "" ? [] : voices.split("/"),
    optional: flags.includes("optional"),
    ...(high === undefined
      ? value === ""
        ? {}
        : { value: number(value) }
      : { range: [number(low), number(high)] }),
  };
}
