import * as fc from "fast-check";

import { openWorld, prepareFolder } from "../../src/adapters/folder-world.ts";
import { assessGray } from "../../src/adapters/images/assess-image.ts";
import { flattenPage, findPage } from "../../src/adapters/images/page-finder.ts";
import { memoryFolder } from "../../src/adapters/memory-folder.ts";
import { memoryPublication } from "../../src/adapters/memory-publication.ts";
import { digitReader } from "../../src/adapters/readers/hand-reader.ts";
import { utf8 } from "../../src/core/bytes.ts";
import { formatOpening, parseOpening } from "../../src/core/commitment.ts";
import { alignTemplate } from "../../src/core/formats/align-template.ts";
import { parseDigitNames } from "../../src/core/formats/digit-names.ts";
import { proposalOf, readingOfHand, type HandDigit } from "../../src/core/formats/hand-reading.ts";
import { reconcileRow } from "../../src/core/formats/reconcile-rows.ts";
import {
  cutBox,
  movedParts,
  parsePixelBox,
  placeParts,
  rowsReached,
} from "../../src/core/formats/sheet-parts.ts";
import { parseTemplate, templateOf } from "../../src/core/formats/sheet-template.ts";
import { parseAnswer } from "../../src/core/people/parse-answer.ts";
import { importTable } from "../../src/pipeline/import-table.ts";
import { openElection } from "../../src/pipeline/open-election.ts";
import { publish } from "../../src/pipeline/publish.ts";
import { ELECTION, MAPPING, REGISTER, TABLE } from "../support/small-election.ts";
import { corpusTexts, demand, fuzz, fuzzLater, IS_LONG, tellExecutions, type Fate } from "./fuzz.ts";
import { mutatedBytes, mutatedJson, mutatedTexts } from "./mutation.ts";

const BUILT_IN = (["ve-2024", "hn-2025"] as const).flatMap((template) => templateOf({ template }) ?? []);
const TEMPLATES = [...corpusTexts("template").map((text) => JSON.parse(text) as unknown), ...BUILT_IN];
const WORDS = [
  "rows",
  "anchors",
  "private",
  "columns",
  "reach",
  "writing",
  "hand",
  "y",
  "x",
  "text",
  "box",
  "about",
];

/** Words as a reader sees them: those of a template, roughly where it has them on paper that lies askew, and others. */
const place = fc.double({ min: -2_000, max: 20_000, noNaN: true });
const seen = fc.record({
  scale: fc.double({ min: 0.05, max: 6, noNaN: true }),
  turn: fc.double({ min: -0.3, max: 0.3, noNaN: true }),
  keep: fc.array(fc.boolean(), { maxLength: 60 }),
  others: fc.array(fc.record({ text: fc.string({ unit: "binary", maxLength: 12 }), x: place, y: place }), {
    maxLength: 20,
  }),
});

fuzz(
  "a sheet template, laid over words",
  fc.tuple(mutatedJson(TEMPLATES, WORDS), seen),
  ([value, { scale, turn, keep, others }]) => {
    const template = parseTemplate(JSON.stringify(value), "template");
    demand(
      JSON.stringify(parseTemplate(JSON.stringify(template), "again")) === JSON.stringify(template),
      "a template says the same when it is read again",
    );
    const anchors = [
      ...template.anchors,
      ...template.rows.flatMap((row) => row.anchors.map(({ text, x }) => ({ text, x, y: row.y }))),
    ].slice(0, 200);
    const words = anchors.flatMap(({ text, x, y }, at) =>
      (keep[at % Math.max(1, keep.length)] ?? true)
        ? [{ text, x: x * scale - y * turn, y: y * scale + x * turn }]
        : [],
    );
    const alignment = alignTemplate(template, [...words, ...others]);
    if (alignment === undefined) return "accepted";
    const image = { width: 1_200, height: 1_600 };
    const parts = placeParts(template, alignment, image);
    for (const { private: boxes } of [
      parts,
      movedParts(parts, (x, y) => ({ x: x + y * turn, y: y - x * turn }), image),
    ])
      for (const { x, y, width, height } of boxes) {
        demand([x, y, width, height].every(Number.isInteger), "boxes are whole pixels");
        demand(x >= 0 && y >= 0 && width > 0 && height > 0, "boxes have pixels");
        demand(x + width <= image.width && y + height <= image.height, "boxes lie in the image");
      }
    const whole = { x: 0, y: 0, ...image };
    demand(rowsReached([whole], parts.rows).length <= parts.rows.length, "rows are those of the template");
    return "accepted";
  },
);
fuzz(
  "text of a sheet template",
  mutatedTexts(corpusTexts("template"), [...WORDS, "[", "]", "{", "}", ",", "1e309"]),
  (text) => {
    parseTemplate(text, "template");
    return "accepted";
  },
);

fuzz(
  "a box that is typed",
  mutatedTexts(["40,1210,600,180", " 0 , 0,1,1", "9999999,1,1,1"], ["-1", ",", " ", "1e3", "0x1", "１"]),
  (text) => {
    const box = parsePixelBox(text);
    if (box === undefined) return "refused";
    demand(Object.values(box).every(Number.isSafeInteger) && box.width > 0 && box.height > 0, "whole pixels");
    const cut = cutBox(box, { width: 800, height: 600 });
    demand(
      cut === undefined || (cut.x + cut.width <= 800 && cut.y + cut.height <= 600),
      "cut where the image ends",
    );
    return "accepted";
  },
);

const digit: fc.Arbitrary<HandDigit> = fc.oneof(
  { weight: 1, arbitrary: fc.constant({ kind: "blank" } as const) },
  { weight: 1, arbitrary: fc.constant({ kind: "stroke" } as const) },
  {
    weight: 6,
    arbitrary: fc.record({
      kind: fc.constant("digit" as const),
      digit: fc.nat(9),
      confidence: fc.double({ min: 0.6, max: 1, noNaN: true }),
    }),
  },
);
const rowIds = templateOf({ template: "hn-2025" })?.rows.map(({ id }) => id) ?? [];
const rows = fc.array(
  fc.record({
    id: fc.oneof(fc.constantFrom(...rowIds), fc.constantFrom("", "constructor", "x")),
    digits: fc.array(digit, { maxLength: 4 }),
  }),
  { maxLength: 40 },
);
fuzz("proposals of handwriting", rows, (given) => {
  const template = templateOf({ template: "hn-2025" });
  if (template === undefined) return "refused";
  for (const row of given) {
    const proposal = proposalOf(row);
    if (proposal.kind === "number")
      demand(
        row.digits.some(({ kind }) => kind === "digit"),
        "a number has a digit",
      );
  }
  const payload = readingOfHand({ kind: "hand-rows", rows: given }, template, {
    station: "s1",
    contest: "president",
  });
  if (payload.outcome !== "read") return "refused";
  const line = formatOpening({ salt: new Uint8Array(32), payload });
  parseOpening(line, "a reading can be committed, and read again");
  return "accepted";
});

/** What two looks at a row may have read: its number twice, or with a slip in digits or words. */
const NAMES = "CERO UNO DOS TRES CUATRO CINCO SEIS SIETE OCHO NUEVE".split(" ");
const attempts = fc
  .tuple(
    fc.nat(9_999),
    fc.array(
      fc.record({
        of: fc.nat(9_999),
        isOther: fc.nat(9),
        slip: fc.nat(30),
        put: fc.constantFrom("", " ", "0", "Ñ", ",", "1"),
      }),
      { maxLength: 9 },
    ),
  )
  .map(([number, looks]) =>
    looks.map(({ of, isOther, slip, put }) => {
      const digits = String(isOther === 0 ? of : number).padStart(4, "0");
      const words = [...(isOther === 1 ? String(of).padStart(4, "0") : digits)]
        .map((each) => NAMES[Number(each)])
        .join(", ");
      const slipped = (text: string) =>
        slip < text.length ? text.slice(0, slip) + put + text.slice(slip + 1) : text;
      return {
        digits: isOther === 2 ? slipped(digits) : digits,
        words: isOther === 3 ? slipped(words) : words,
      };
    }),
  );
fuzz("print of a row, from digits and words", attempts, (made) => {
  const [template] = BUILT_IN;
  if (template === undefined) return "refused";
  const reading = reconcileRow(made, template);
  if (reading.kind !== "agreed") return "refused";
  const said = made.filter(
    ({ digits, words }) =>
      Number(digits.replaceAll(" ", "")) === reading.value ||
      parseDigitNames(words, template.spelling)?.value === reading.value,
  );
  demand(said.length > 0 && Number.isSafeInteger(reading.value), "a number that was read somewhere");
  return "accepted";
});

/** Images of paper and other bright figures on something darker, with noise; of any size. */
const gray = fc
  .record({
    width: fc.integer({ min: 1, max: 160 }),
    height: fc.integer({ min: 1, max: 160 }),
    seed: fc.nat(),
    table: fc.nat(255),
    paper: fc.nat(255),
    noise: fc.nat(90),
    sides: fc.array(
      fc.tuple(
        fc.double({ min: -1.2, max: 1.2, noNaN: true }),
        fc.double({ min: -1.2, max: 1.2, noNaN: true }),
        fc.double({ min: -0.2, max: 1.2, noNaN: true }),
      ),
      { maxLength: 6 },
    ),
  })
  .map(({ width, height, seed, table, paper, noise, sides }) => {
    const data = new Uint8Array(width * height);
    let state = seed | 1;
    for (let at = 0; at < data.length; at++) {
      const [x, y] = [(at % width) / width - 0.5, Math.floor(at / width) / height - 0.5];
      state = (Math.imul(state, 1_664_525) + 1_013_904_223) | 0;
      const on = sides.every(([a, b, c]) => a * x + b * y <= c) ? paper : table;
      data[at] = Math.max(0, Math.min(255, on + (((state >>> 16) % (2 * noise + 1)) - noise)));
    }
    return { width, height, data };
  });
fuzz("a page looked for in an image", gray, (image): Fate => {
  assessGray(image);
  const page = findPage(image);
  if (page === undefined) return "refused";
  demand(
    page.corners.every(({ x, y }) => Number.isFinite(x) && Number.isFinite(y)),
    "corners are points",
  );
  demand(page.filled >= 0 && page.filled <= 1, "a share");
  const flat = flattenPage(image);
  if (flat === undefined) return "accepted";
  const { width, height, data } = flat.image;
  demand(data.length === width * height && data.length <= 24_000_000, "a page of bounded size");
  for (const [x, y] of [
    [0, 0],
    [width, 0],
    [width, height],
    [0, height],
  ] as const) {
    const back = flat.back(x, y);
    demand(Number.isFinite(back.x) && Number.isFinite(back.y), "every point of it was one of the image");
  }
  return "accepted";
});

const readDigit = digitReader();
fuzz("a digit looked for in a box", fc.tuple(gray, fc.nat(30)), ([image, margin]): Fate => {
  const { width, height } = image;
  const read = readDigit(image, { left: 0, top: 0, width, height }, margin);
  if (read.kind !== "digit") return "refused";
  demand(Number.isInteger(read.digit) && read.digit >= 0 && read.digit <= 9, "a digit");
  demand(read.confidence >= 0 && read.confidence <= 1, "a share");
  return "accepted";
});

const ANSWER = {
  evidence: 3,
  station: "s1",
  boxes: { ana: 12, luz: "illegible", nullVotes: "not-on-form" },
  confirmed: true,
};
fuzz(
  "an answer of somebody who reads",
  mutatedJson([ANSWER], ["boxes", "ana", "station", "evidence", "reason"]),
  (value) => {
    parseAnswer(JSON.stringify(value));
    return "accepted";
  },
);

/** What publishing keeps to be faster the next time may be damaged in any way: what is published is the same. */
if (IS_LONG) {
  const surroundings = {
    now: () => new Date(0),
    randomBytes: (count: number) => new Uint8Array(count).fill(7),
  };
  const files = new Map<string, Uint8Array>();
  const open = (held: Map<string, Uint8Array>) => openWorld(memoryFolder(undefined, held), surroundings);
  prepareFolder(memoryFolder(undefined, files), "cotejo.local/six-stations", surroundings);
  await openElection(open(files), { election: ELECTION, register: REGISTER });
  await importTable(open(files), { table: TABLE, source: "witnesses", format: MAPPING });
  const script = utf8("// a program");
  await publish(open(files), memoryPublication().writer(), { script });
  const kept = [...files].filter(([path]) => path.startsWith("private/work/"));
  const damaged = fc
    .tuple(fc.constantFrom(...kept), fc.nat())
    .chain(([[path, bytes]]) => mutatedBytes([bytes]).map((other) => [path, other] as const));
  const whole = memoryPublication();
  await publish(
    open(new Map([...files].filter(([path]) => !path.startsWith("private/work/")))),
    whole.writer(),
    { script },
  );
  fuzzLater("what publishing keeps", damaged, async ([path, bytes]) => {
    const again = memoryPublication();
    await publish(open(new Map([...files, [path, bytes]])), again.writer(), { script });
    demand(again.files.size === whole.files.size, "the same files");
    for (const [name, content] of whole.files)
      demand(Buffer.compare(content, again.files.get(name) ?? new Uint8Array()) === 0, `the same ${name}`);
    return "accepted";
  });
}

tellExecutions();
