import { posix } from "node:path";

import { beforeAll, describe, expect, test } from "vitest";

import {
  AUTHORITY,
  CLEAN,
  CONTEST,
  ExampleElection,
  raise,
  WITNESSES,
} from "../../../test/support/example-election.ts";
import { parseUtf8 } from "../bytes.ts";
import { likenessOf } from "../likeness/likeness.ts";
import type { View } from "../view.ts";
import { nodeCrypto } from "../../adapters/node-crypto.ts";
import { runTests } from "../statistics/run-tests.ts";
import { TestContext } from "../statistics/test-context.ts";
import { METHOD_NAMES } from "../statistics/test-result.ts";
import { wholeFile } from "./file-in-parts.ts";
import { dataFiles } from "./render-data.ts";
import { renderSite } from "./render-site.ts";
import type { SiteContext } from "./site-context.ts";

const HOSTILE = "</td><script>alert('1')</script>\u202e21 & <b>";
const CITED = "https://example.org/announcement?a=1&b=2";

function contextOf(election: ExampleElection, size = election.entries.length): SiteContext {
  return {
    tests: [],
    crypto: nodeCrypto,
    origin: "example.org/log",
    size,
    root: "q83vEjRWeJA=",
    verifierKey: "example.org/log+01234567+AQ==",
    entryAt: (index) => {
      const entry = election.entries[index % election.entries.length] ?? raise(`no entry ${index}`);
      return { entry, leafHash: index.toString(16).padStart(64, "0") };
    },
    openingsPaths: [],
    script: undefined,
    evidencePath: (sha256) => `evidence/${sha256}.jpg`,
    blobPath: (sha256) => `blobs/${sha256}`,
  };
}

function inTwoLanguages(seen: View): View {
  return { ...seen, election: { ...seen.election, languages: ["es", "en"] } };
}

type Site = ReadonlyMap<string, string>;

/** With every test of the result, those that screen too. */
function render(seen: View, context: SiteContext): Site {
  const tests = runTests(new TestContext(seen, nodeCrypto), METHOD_NAMES);
  return new Map(
    [...renderSite(seen, { ...context, tests })]
      .map(wholeFile)
      .map(({ path, bytes }) => [path, parseUtf8(bytes)]),
  );
}

/** Everything a site can hold: two contests, rival copies, evidence open and sealed, declarations, hostile names. */
function fullElection(): ExampleElection {
  const election = new ExampleElection({
    contests: { [CONTEST]: ["ANA", "BEA"], question: ["YES", "NO"] },
  });
  election.register([
    ["1", "N/N1", 500],
    ["2", "N/N1", 500],
    ["3 a/b", "N/N2", 500],
    ["4", `S/${HOSTILE}`, 500],
    ["5", `S/${HOSTILE}`, ""],
  ]);
  const first = election.table([
    { station: "1", unit: "N/N1", boxes: CLEAN, file: "sheet-1.jpg" },
    { station: "2", unit: "N/N1", boxes: { ...CLEAN, ballotsCast: 44 } },
    { station: "3 a/b", unit: "N/N2", boxes: { ...CLEAN, BEA: "illegible" } },
    { station: HOSTILE, unit: "N/N2", boxes: CLEAN },
    { station: "4", unit: `S/${HOSTILE}`, contest: "question", boxes: { YES: 7, NO: 3 } },
  ]);
  election.table([{ station: "1", unit: "N/N1", boxes: { ...CLEAN, ANA: 31, ballotsCast: 42 } }], {
    source: AUTHORITY,
  });
  const open = election.evidence({ station: "1", contest: CONTEST });
  election.reading({ evidence: open, station: "1", boxes: { ANA: 20, BEA: 20, nullVotes: 1 } });
  election.evidence({ station: "2", contest: CONTEST, redactedBySource: false, open: false });
  election.evidence({ contest: CONTEST });
  election.adjudicate("1", { entry: first, row: 1 });
  election.declare({
    id: "b-1",
    sources: [CITED, HOSTILE],
    results: [{ unit: "all", votes: { ANA: 1, BEA: 99 } }],
  });
  election.declare({
    id: "b-2",
    sources: [CITED],
    supersedes: "b-1",
    note: HOSTILE,
    stationsCountedShare: "80",
    results: [
      { unit: "all", votes: { ANA: 60, BEA: 80 }, validVotes: 150, shares: { ANA: "51.20" } },
      { unit: "N", votes: { ANA: 60, BEA: 90 } },
      { unit: "elsewhere", votes: { ANA: 1, BEA: 1 } },
    ],
  });
  return election;
}

let election: ExampleElection;
let seen: View;
let site: Site;
beforeAll(() => {
  election = fullElection();
  seen = inTwoLanguages(election.view());
  site = render(seen, contextOf(election));
});

function pageAt(path: string): string {
  return site.get(path) ?? raise(`no page ${path}`);
}

/** A page without the direction isolates around names, so that sentences can be looked for. */
function textOf(page: string): string {
  return page.replaceAll(/<[^>]+>/g, " ").replaceAll(/\s+/g, " ");
}

interface Link {
  readonly page: string;
  readonly target: string;
}

function linksOf(pages: Site): Link[] {
  return [...pages].flatMap(([page, text]) =>
    [...text.matchAll(/\s(?:href|src)="([^"]*)"/g)].map(([, target = ""]) => ({ page, target })),
  );
}

function idsOf(page: string): string[] {
  return [...page.matchAll(/\sid="([^"]*)"/g)].map(([, id = ""]) => id);
}

describe("links", () => {
  test("every address leads to a page and an anchor of the site, or to a file the publication has beside it", () => {
    const beside = new Set([
      "log/checkpoint",
      "log/key",
      "manifest",
      ...dataFiles(seen).map(({ path }) => path),
    ]);
    const broken = linksOf(site)
      .filter(({ target }) => !/^https?:/.test(target))
      .filter(({ page, target }) => {
        const [path = "", anchor] = target.split("#");
        const file =
          path === ""
            ? page
            : posix.join(posix.dirname(page), path.split("/").map(decodeURIComponent).join("/"));
        const text = site.get(file);
        if (text === undefined)
          return (
            !beside.has(file) &&
            !/^(?:blobs|evidence)\/[0-9a-f]{64}|^log\/tile\/entries\/\d{3}\.p\/\d+$/.test(file)
          );
        return anchor !== undefined && !new Set(idsOf(text)).has(decodeURIComponent(anchor));
      });
    expect(broken).toEqual([]);
  });

  test("the only addresses that leave the folder are those a declaration cites, and they tell nobody where from", () => {
    const external = new Set(
      linksOf(site).flatMap(({ target }) => (/^[a-z]+:|^\/\//.test(target) ? [target] : [])),
    );
    expect([...external]).toEqual([CITED.replace("&", "&amp;")]);
    for (const anchor of pageAt("declarations.html").match(/<a [^>]*href="http[^>]*>/g) ?? [])
      expect(anchor).toMatch(/rel="noreferrer /);
  });

  test("every page has its like in the other language, and each names both", () => {
    const pages = [...site.keys()].filter((path) => path.endsWith(".html"));
    const spanish = pages.filter((path) => !path.startsWith("en/"));
    expect(pages.filter((path) => path.startsWith("en/")).sort()).toEqual(
      spanish.map((path) => `en/${path}`).sort(),
    );
    for (const path of spanish) {
      expect(pageAt(path)).toContain('<html lang="es">');
      expect(pageAt(`en/${path}`)).toContain('<html lang="en">');
      for (const page of [path, `en/${path}`])
        expect(
          [...pageAt(page).matchAll(/rel="alternate" hreflang="(..)"/g)].map(([, language]) => language),
        ).toEqual(["es", "en"]);
    }
  });

  test("an election in one language has no other folder and no switch", () => {
    const alone = render(election.view(), contextOf(election));
    expect([...alone.keys()].some((path) => /^(?:es|en)\//.test(path))).toBe(false);
    expect(alone.get("index.html")).not.toContain("hreflang");
  });
});

describe("markup", () => {
  const VOID = new Set(["meta", "link", "img", "br"]);

  test("every tag that is opened is closed, in order", () => {
    for (const [path, page] of site) {
      if (!path.endsWith(".html")) continue;
      const open: string[] = [];
      for (const [, slash, name = "", self] of page.matchAll(
        /<(\/?)([a-z][a-z0-9]*)(?:\s+[a-zA-Z][a-zA-Z0-9-]*(?:="[^"]*")?)*\s*(\/?)>/g,
      )) {
        if (VOID.has(name) || self === "/") continue;
        if (slash === "") open.push(name);
        else expect(`${path}: ${open.pop()}`).toBe(`${path}: ${name}`);
      }
      expect(open).toEqual([]);
      expect(
        page.replaceAll(
          /<\/?[a-z][a-z0-9]*(?:\s+[a-zA-Z][a-zA-Z0-9-]*(?:="[^"]*")?)*\s*\/?>|<!doctype html>/g,
          "",
        ),
      ).not.toMatch(/[<>]/);
    }
  });

  test("nothing runs and nothing is styled in place; the policy forbids it", () => {
    for (const [path, page] of site) {
      if (!path.endsWith(".html")) continue;
      expect(page).not.toMatch(/<script|<iframe|<form|\son[a-z]+=|\sstyle=|javascript:/i);
      expect(page).toContain(`http-equiv="Content-Security-Policy" content="default-src &#39;none&#39;;`);
    }
    expect(site.get("style.css")).not.toMatch(/url\(|@import|https?:/);
  });

  test("names from the data are shown as they are written, and change nothing around them", () => {
    const page =
      [...site].find(([path, text]) => path.startsWith("units/") && text.includes("alert"))?.[1] ?? "";
    expect(page).toContain(
      "&lt;/td&gt;&lt;script&gt;alert(&#39;1&#39;)&lt;/script&gt;\uFFFD21 &amp; &lt;b&gt;",
    );
    for (const text of site.values()) expect(text).not.toContain("\u202e");
  });

  test("each page has one first heading, and no heading skips a level", () => {
    for (const [path, page] of site) {
      if (!path.endsWith(".html")) continue;
      const levels = [...page.matchAll(/<h([1-6])[ >]/g)].map(([, level]) => Number(level));
      expect(levels.filter((level) => level === 1)).toEqual([1]);
      expect(levels[0]).toBe(1);
      for (const [at, level] of levels.entries())
        expect(
          `${path}: h${level} after h${levels[at - 1] ?? 0}, ${level - (levels[at - 1] ?? 0) <= 1}`,
        ).toMatch(/true$/);
    }
  });

  test("ids are unique in their page; tables have captions and scoped headers; images have texts", () => {
    for (const page of site.values()) {
      const ids = idsOf(page);
      expect(new Set(ids).size).toBe(ids.length);
      expect(page.match(/<table/g)?.length).toBe(page.match(/<caption/g)?.length);
      expect(page).not.toMatch(/<th(?![^>]*scope=)[ >]/);
      expect(page).not.toMatch(/<img(?![^>]*alt="[^"]+")/);
      const labels = [...page.matchAll(/role="region"[^>]*aria-label="([^"]*)"/g)].map(([, label]) => label);
      expect(new Set(labels).size).toBe(labels.length);
    }
  });
});

describe("what is said", () => {
  test("the same log gives the same bytes", () => {
    const again = fullElection();
    expect([...render(inTwoLanguages(again.view()), contextOf(again))]).toEqual([...site]);
  });

  test("no page judges", () => {
    for (const page of site.values())
      expect(textOf(page)).not.toMatch(/fraud|fake|fals[oa]\b|rigged|manipula/i);
  });

  test("the overview sets the sheets beside the declaration that stands, and leaves the replaced one to its page", () => {
    const overview = textOf(pageAt("en/index.html"));
    expect(overview).toContain("List ANA 30 75.0% 60 51.20% * \u221230");
    expect(overview).toContain("Tally sheets of 1 of 5 polling stations are counted: 20.0%.");
    expect(overview).toContain("One earlier declaration was replaced and is kept in");
    expect(overview).not.toContain("b-1");
    const declarations = pageAt("en/declarations.html");
    expect(declarations).toContain('id="declaration-b-1"');
    expect(textOf(declarations)).toContain("Replaced by b-2");
  });

  test("whether the sheets set aside could change the order is said in a sentence with its numbers", () => {
    expect(textOf(pageAt("en/index.html"))).toContain(
      "Possibly. The 3 sheets set aside could change the first place: their stations have 1,000 registered voters, and List ANA leads List BEA by 20 votes.",
    );
    expect(textOf(pageAt("index.html"))).toContain(
      "Es posible. Las 3 actas apartadas podrían cambiar el primer lugar: sus mesas suman 1.000 electores inscritos",
    );
  });

  test("without a register what is missing is unknown, and never a zero", () => {
    const bare = new ExampleElection();
    bare.table([{ station: "1", unit: "N/N1", boxes: CLEAN }]);
    const overview = textOf(render(bare.view(), contextOf(bare)).get("index.html") ?? "");
    expect(overview).toContain("Tally sheets counted: 1. How many polling stations there are is not known.");
    expect(overview).toContain("Missing unknown unknown");
  });

  test("a box that no form has adds up to a dash, and a declared figure for it has no difference", () => {
    const bare = new ExampleElection({ levels: [] });
    bare.table([{ station: "1", boxes: CLEAN }]);
    bare.declare({
      id: "b",
      results: [{ unit: "all", votes: { ANA: 30, BEA: 10 }, blankVotes: 5, nullVotes: 1 }],
    });
    const pages = render(bare.view(), contextOf(bare));
    const unit = textOf(pages.get("units/index.html") ?? "");
    expect(unit).toContain("Blank votes — Null votes 1");
    expect(unit).toContain("Counted 1 unknown");
    const declared = textOf(pages.get("declarations.html") ?? "");
    expect(declared).toContain("Blank votes unknown 5 unknown");
    expect(declared).toContain("Null votes 1 1 0");
  });

  test("percentages announced without votes stand beside the shares of the sheets, with a bar, and without a difference", () => {
    const bare = new ExampleElection({ levels: [] });
    bare.table([{ station: "1", boxes: CLEAN }]);
    const shares = { ANA: "45.28", BEA: "54" };
    bare.declare({ id: "b", results: [{ unit: "all", votes: {}, shares, turnout: "81.5" }] });
    const pages = render(bare.view(), contextOf(bare));
    const rows = "List ANA 30 75.0% 45.28% * List BEA 10 25.0% 54% * Turnout 81.5% *";
    expect(textOf(pages.get("declarations.html") ?? "")).toContain(rows);
    const overview = pages.get("index.html") ?? "";
    expect(textOf(overview)).toContain(rows);
    expect(textOf(overview)).toContain("Declared 45.28%");
    expect(overview).toContain('fill="url(#declared)" width="60.37%"');
  });

  test("an election without a single sheet, table or declaration has all its pages", () => {
    const empty = new ExampleElection();
    const pages = render(empty.view(), contextOf(empty));
    expect(pages.size).toBe(13);
    expect(textOf(pages.get("index.html") ?? "")).toContain(
      "No tally sheet of this contest has been received yet.",
    );
  });

  test("an illegible box is named so, a box the form lacks is a dash, and different values carry a sign", () => {
    const page = pageAt("en/units/index.html");
    const section = (id: string) =>
      textOf(new RegExp(`<article class="station" id="${id}".*?</article>`, "s").exec(page)?.[0] ?? "");
    expect(section("station-3_20a_2fb")).toContain("List BEA illegible");
    expect(section("station-1")).toContain("List ANA ≠ 30 ≠ 20 ≠ 31");
    expect(section("station-1")).toContain("Ballots cast ≠ 41 — ≠ 42");
    expect(section("station-5")).toContain("No sheet has been received.");
    expect(section("station-5")).toContain("Registered voters: unknown");
  });

  test("published evidence is shown in its station; of the rest stands the commitment alone", () => {
    const page = pageAt("en/units/index.html");
    expect(page).toMatch(
      /<img[^>]*src="\.\.\/\.\.\/evidence\/[0-9a-f]{64}\.jpg"[^>]*alt="Image of the tally sheet of polling station 1"/s,
    );
    const [sealed] = seen.evidence.filter(({ payload }) => payload === undefined);
    expect(page).toContain(sealed?.evidence.commitment ?? raise("nothing is sealed"));
    expect(page.match(/<img/g)).toHaveLength(1);
  });

  test("each entry a station rests on stands on its page with leaf hash, file, tile and command", () => {
    const page = pageAt("en/units/index.html");
    const row = /<tr id="entry-2">.*?<\/tr>/s.exec(page)?.[0] ?? "";
    expect(row).toContain("2".padStart(64, "0"));
    expect(row).toContain("cotejo receipt . 2");
    expect(row).toContain('<a href="../log.html"><code>log/tile/entries/000</code></a>');
    expect(row).toMatch(/blobs\/[0-9a-f]{64}/);
    expect(textOf(page)).toContain("entry 2, row 1");
  });

  test("a person's decision stands beside the station with its reason", () => {
    expect(textOf(pageAt("en/units/index.html"))).toContain("both copies were laid side by side");
  });

  test("the log's page links the first and the last of the files that open commitments, where there are any", () => {
    const logWith = (openingsPaths: readonly string[]) =>
      render(election.view(), { ...contextOf(election), openingsPaths }).get("log.html") ?? "";
    const paths = ["openings/000000.txt", "openings/000001.txt", "openings/000007.txt"];
    expect(logWith([])).not.toContain("openings/");
    expect(logWith(paths.slice(0, 1)).split('href="openings/')).toHaveLength(2);
    const all = logWith(paths);
    for (const [at, path] of paths.entries()) expect(all.includes(`href="${path}"`), path).toBe(at !== 1);
  });

  test("a log of more than a thousand entries is not listed; its files are named", () => {
    const long = render(election.view(), contextOf(election, 1_001)).get("log.html") ?? "";
    expect(long).not.toContain('id="entry-0"');
    expect(long).toContain("log/tile/entries/003.p/233");
    expect(pageAt("log.html")).toContain('id="entry-0"');
  });
});

test("a new sheet changes the pages above its station; the pages of other units stay byte for byte as they are", () => {
  const election = new ExampleElection();
  const stations = Array.from({ length: 300 }, (_, at) => ({
    id: String(at),
    unit: at < 150 ? "N/N1" : "S/S1",
  }));
  election.register(stations.map(({ id, unit }) => [id, unit, 500]));
  election.table(
    stations
      .filter((_, at) => at > 0)
      .map(({ id, unit }, at) => ({
        station: id,
        unit,
        boxes: { ANA: 30 + at, BEA: at, nullVotes: 1, ballotsCast: 31 + 2 * at },
      })),
  );
  const unitPages = (site: Site) => new Map([...site].filter(([path]) => path.startsWith("units/")));
  const before = unitPages(render(election.view(), contextOf(election)));
  const entries = election.entries.length;
  election.table([{ station: "0", unit: "N/N1", boxes: CLEAN }]);
  expect(election.entries.length).toBe(entries + 1);
  const after = unitPages(render(election.view(), { ...contextOf(election), root: "another root=" }));
  expect([...after.keys()]).toEqual([...before.keys()]);
  const changed = [...after].filter(([path, page]) => before.get(path) !== page).map(([path]) => path);
  expect(changed).toEqual(["units/index.html", "units/n.html"]);
});

test("the link to a file of the log that is full leads to it", () => {
  const election = new ExampleElection();
  election.table([{ station: "1", unit: "N/N1", boxes: CLEAN }]);
  const page = render(election.view(), contextOf(election, 256)).get("units/index.html");
  expect(page).toContain('<a href="../log/tile/entries/000"><code>log/tile/entries/000</code></a>');
});

test("lists longer than a page bears are cut, and say how many more the data holds", () => {
  const long = new ExampleElection();
  const stations = Array.from({ length: 510 }, (_, at) => String(at));
  long.table(
    stations.map((station) => ({
      station,
      unit: `N/N${Number(station) % 9}`,
      boxes: { ...CLEAN, ballotsCast: 44 },
    })),
  );
  long.table(
    stations.map((station) => ({ station, boxes: { ...CLEAN, ANA: 31, ballotsCast: 42 } })),
    { source: AUTHORITY },
  );
  const pages = render(long.view(), contextOf(long));
  expect(textOf(pages.get("findings.html") ?? "")).toContain(
    "The first 200 are listed; 310 more are in data/findings.csv",
  );
  expect(textOf(pages.get("differences.html") ?? "")).toContain(
    "The first 500 stations are listed; 10 more are in the file.",
  );
  expect(
    long
      .view()
      .contests.get(CONTEST)
      ?.map(({ source }) => source),
  ).toEqual([WITNESSES, AUTHORITY]);
  expect(pages.get("units/n.html")).toBeDefined();
});

describe("copies of one station's sheet", () => {
  const looks = (changed: number) =>
    likenessOf(
      "form",
      Array.from({ length: 8 }, (_, row) => {
        const from = row < changed ? 3 : 0;
        const ink = (bit: number) => ((bit * (row + 2) + from) % 11 < 4 ? 1 : 0);
        return { id: `row ${row}`, cells: [Uint8Array.from({ length: 160 }, (_cell, bit) => ink(bit))] };
      }),
    );
  const pageOf = (
    files: readonly { readonly source: string; readonly shown: boolean; readonly changed: number }[],
  ) => {
    const copies = new ExampleElection();
    for (const [at, { source, shown, changed }] of files.entries()) {
      const evidence = copies.evidence({ station: "1", source, redactedBySource: shown, open: shown });
      copies.measured(evidence, looks(changed));
      copies.reading({ evidence, station: "1", boxes: { ...CLEAN, ANA: 30 + at }, reader: "qr a" });
    }
    const site = render(copies.view(), contextOf(copies));
    return [...site].find(([path]) => path === "units/index.html")?.[1] ?? raise("no page");
  };
  const [first, other] = [
    { source: WITNESSES, shown: true, changed: 0 },
    { source: AUTHORITY, shown: true, changed: 0 },
  ];

  test("that may be seen stand beside each other, each with its source and who read it, and each once", () => {
    const page = pageOf([first, other]);
    expect(page.match(/<figure>/g)).toHaveLength(2);
    expect(page.match(/<img src="[^"]*evidence/g)).toHaveLength(2);
    expect(page).toContain("Read by qr a");
    expect(page).toContain("the numbers look alike in both images");
    expect(page).not.toContain("Rows that look different");
  });

  test("whose numbers look different are said to, row by row", () => {
    const page = pageOf([first, { ...other, changed: 3 }]);
    expect(page).toContain("the numbers do not look alike in both images");
    expect(page).toContain("Rows that look different: row 0, row 1 and row 2.");
  });

  test("all stand there, and the first six are compared with each other: not every two of a thousand", () => {
    const page = pageOf(Array.from({ length: 9 }, () => first));
    expect(page.match(/<figure>/g)).toHaveLength(9);
    expect(page.match(/the numbers look alike in both images/g)).toHaveLength(15);
  });

  test("of which one may be seen are not set beside what is held", () => {
    const page = pageOf([first, { ...other, shown: false }]);
    expect(page).not.toContain('class="copies"');
    expect(page.match(/<img src="[^"]*evidence/g)).toHaveLength(1);
  });
});
