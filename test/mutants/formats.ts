/** Slips in formats and readers that a test must notice. */
export const mutants: readonly {
  readonly file: string;
  readonly find: string;
  readonly replace: string;
  readonly dies: string;
  readonly why: string;
}[] = [
  {
    file: "src/core/formats/br-bu-slice.ts",
    find: "return before === undefined ? content : `${before} ${content}`;",
    replace: "return content;",
    dies: "src/core/formats/br-bu.test.ts",
    why: "each part is hashed alone, so that parts of two bulletins go together",
  },
  {
    file: "src/core/formats/br-bu-slice.ts",
    find: "hashOf(read, crypto) === slice.hash ?",
    replace: 'hashOf(read, crypto) !== "" ?',
    dies: "src/core/formats/br-bu.test.ts",
    why: "the hash is not looked at",
  },
  {
    file: "src/core/formats/br-bu-bulletin.ts",
    find: "if (only !== undefined && more.length === 0) {",
    replace: "if (only !== undefined) {",
    dies: "src/core/formats/br-bu.test.ts",
    why: "of two parts that both follow, the first is taken",
  },
  {
    file: "src/core/formats/br-bu-bulletin.ts",
    find: 'hash = "not-checked";',
    replace: "",
    dies: "src/core/formats/br-bu.test.ts",
    why: "a part behind a missing one is told as checked",
  },
  {
    file: "src/core/formats/br-bu-sections.ts",
    find: "if (this.#isHead) this.isHeadCut = true;",
    replace: "",
    dies: "src/core/formats/br-bu.test.ts",
    why: "a head that is cut is taken for whole: what it says no more is not on the form",
  },
  {
    file: "src/core/formats/br-bu-sections.ts",
    find: "isWhole: !isCut || section.totals.has(LAST)",
    replace: "isWhole: true",
    dies: "src/core/formats/br-bu.test.ts",
    why: "a section that is cut is taken for whole: who is missing gets a zero",
  },
  {
    file: "src/core/formats/br-bu-sections.ts",
    find: "this.#election = undefined;\n  }",
    replace: "}",
    dies: "src/core/formats/br-bu.test.ts",
    why: "the election goes on behind a missing part, which may have begun another",
  },
  {
    file: "src/core/formats/br-bu.ts",
    find: "boxes.set(selection, votes.get(selection) ?? (isWhole ? 0 : unread))",
    replace: "boxes.set(selection, votes.get(selection) ?? 0)",
    dies: "src/core/formats/br-bu.test.ts",
    why: "who stands on a missing part gets a zero",
  },
  {
    file: "src/core/formats/br-bu.ts",
    find: 'section.isProportional ? ["NOMI", "LEGC"] : ["NOMI"]',
    replace: '["NOMI"]',
    dies: "src/core/formats/br-bu.test.ts",
    why: "votes for lists are not valid votes",
  },
  {
    file: "src/core/formats/br-bu.ts",
    find: 'if (head.get("DTPL") !== date)',
    replace: "if (false)",
    dies: "src/core/formats/br-bu.test.ts",
    why: "a bulletin of the first round counts in the second",
  },
  {
    file: "src/core/form-checks.ts",
    find: "plus.reduce(add, 0) - minus.reduce(add, 0)",
    replace: "plus.reduce(add, 0) + minus.reduce(add, 0)",
    dies: "src/core/form-checks.test.ts",
    why: "the wrong sign: ballots left over are added",
  },
  {
    file: "src/core/settle.ts",
    find: "{ counts, first: row * stride }",
    replace: "{ counts, first: row * sheets.boxNames.length }",
    dies: "src/core/form-checks.test.ts",
    why: "the wrong stride: a form's own boxes move the rows after the first",
  },
  {
    file: "src/core/formats/nist-xml.ts",
    find: '.replaceAll("&", "&amp;")',
    replace: "",
    dies: "src/pipeline/export-results.test.ts",
    why: "a name with an ampersand breaks the document",
  },
  {
    file: "src/core/formats/nist-report.ts",
    find: "registered !== undefined && registered === counted",
    replace: "registered === undefined || registered === counted",
    dies: "src/pipeline/export-results.test.ts",
    why: "complete, where nobody knows how many stations there are",
  },
  {
    file: "src/adapters/readers/zip.ts",
    find: "maxOutputLength: left + 1",
    replace: "maxOutputLength: 2 ** 30",
    dies: "src/adapters/readers/zip.test.ts",
    why: "an archive unpacks past the limit before it is refused",
  },
  {
    file: "src/adapters/readers/sheet-size.ts",
    find: 'if (tag === "row" || closed === "/") continue;',
    replace: "",
    dies: "src/adapters/readers/excel.test.ts",
    why: "empty cells make a sheet large",
  },
  {
    file: "src/core/manifest.ts",
    find: 'path.indexOf("/", shared)',
    replace: 'path.indexOf("/", shared + 1)',
    dies: "src/core/manifest.test.ts",
    why: "off by one: a file beside a folder of its name is taken",
  },
];
