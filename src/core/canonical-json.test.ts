import * as fc from "fast-check";
import { describe, expect, test } from "vitest";

import { parseHex, parseUtf8, utf8 } from "./bytes.ts";
import { formatCanonicalJson, parseCanonicalJson } from "./canonical-json.ts";
import { InputError } from "./input-error.ts";

const format = (value: unknown) => parseUtf8(formatCanonicalJson(value));
const parse = (text: string) => parseCanonicalJson(utf8(text), "the text");

describe("RFC 8785", () => {
  /** Appendix B: the bits of an IEEE 754 double and how the number is spelt. */
  const numbers: readonly (readonly [string, string])[] = [
    ["0000000000000000", "0"],
    ["8000000000000000", "0"],
    ["0000000000000001", "5e-324"],
    ["8000000000000001", "-5e-324"],
    ["7fefffffffffffff", "1.7976931348623157e+308"],
    ["ffefffffffffffff", "-1.7976931348623157e+308"],
    ["4340000000000000", "9007199254740992"],
    ["c340000000000000", "-9007199254740992"],
    ["4430000000000000", "295147905179352830000"],
    ["44b52d02c7e14af5", "9.999999999999997e+22"],
    ["44b52d02c7e14af6", "1e+23"],
    ["44b52d02c7e14af7", "1.0000000000000001e+23"],
    ["444b1ae4d6e2ef4e", "999999999999999700000"],
    ["444b1ae4d6e2ef4f", "999999999999999900000"],
    ["444b1ae4d6e2ef50", "1e+21"],
    ["3eb0c6f7a0b5ed8c", "9.999999999999997e-7"],
    ["3eb0c6f7a0b5ed8d", "0.000001"],
    ["41b3de4355555553", "333333333.3333332"],
    ["41b3de4355555554", "333333333.33333325"],
    ["41b3de4355555555", "333333333.3333333"],
    ["41b3de4355555556", "333333333.3333334"],
    ["41b3de4355555557", "333333333.33333343"],
    ["becbf647612f3696", "-0.0000033333333333333333"],
    ["43143ff3c1cb0959", "1424953923781206.2"],
  ];
  const doubleOf = (bits: string) => new DataView(parseHex(bits).slice().buffer).getFloat64(0);

  test("numbers are spelt as its appendix B says", () => {
    for (const [bits, spelling] of numbers) expect(format(doubleOf(bits)), bits).toBe(spelling);
  });

  test("NaN and the infinities have no spelling", () => {
    for (const bits of ["7fffffffffffffff", "7ff0000000000000", "fff0000000000000"])
      expect(() => format([doubleOf(bits)]), bits).toThrow();
  });

  test("names are sorted by UTF-16 code units, as in the example of 3.2.3", () => {
    const names = {
      "\u20ac": "Euro Sign",
      "\r": "Carriage Return",
      "\ufb33": "Hebrew Letter Dalet With Dagesh",
      "1": "One",
      "\ud83d\ude00": "Emoji: Grinning Face",
      "\u0080": "Control",
      "\u00f6": "Latin Small Letter O With Diaeresis",
    };
    expect(format(names)).toBe(
      '{"\\r":"Carriage Return","1":"One","\u0080":"Control","\u00f6":"Latin Small Letter O With Diaeresis",' +
        '"\u20ac":"Euro Sign","\ud83d\ude00":"Emoji: Grinning Face","\ufb33":"Hebrew Letter Dalet With Dagesh"}',
    );
  });

  test("the example of 3.2.2 is spelt as 3.2.4 says, byte by byte", () => {
    const example = String.raw`{
      "numbers": [333333333.33333329, 1E30, 4.50, 2e-3, 0.000000000000000000000000001],
      "string": "\u20ac$\u000F\u000aA'\u0042\u0022\u005c\\\"\/",
      "literals": [null, true, false]
    }`;
    const bytes = `
      7b 22 6c 69 74 65 72 61 6c 73 22 3a 5b 6e 75 6c 6c 2c 74 72 75 65 2c 66 61 6c 73 65 5d 2c 22 6e 75 6d 62 65 72
      73 22 3a 5b 33 33 33 33 33 33 33 33 33 2e 33 33 33 33 33 33 33 2c 31 65 2b 33 30 2c 34 2e 35 2c 30 2e 30 30 32
      2c 31 65 2d 32 37 5d 2c 22 73 74 72 69 6e 67 22 3a 22 e2 82 ac 24 5c 75 30 30 30 66 5c 6e 41 27 42 5c 22 5c 5c
      5c 5c 5c 22 2f 22 7d`.replaceAll(/\s/g, "");
    expect(formatCanonicalJson(JSON.parse(example))).toEqual(parseHex(bytes));
  });

  test("what JSON has no value for has no bytes", () => {
    for (const value of [undefined, () => 1, Symbol("s"), "\ud800", { "\ud800": 1 }])
      expect(() => formatCanonicalJson(value)).toThrow();
  });
});

describe("one meaning, one spelling", () => {
  const refused: readonly (readonly [string, string])[] = [
    ["a name twice", '{"a":1,"a":1}'],
    ["a name twice with two values", '{"a":1,"a":2}'],
    ["names out of order", '{"b":1,"a":2}'],
    ["names in the order of code points where code units differ", '{"\ufb33":1,"\ud83d\ude00":2}'],
    ["a space", '{"a": 1}'],
    ["a space before", " 1"],
    ["a newline at the end", "1\n"],
    ["a byte order mark", "\ufeff1"],
    ["minus zero", "-0"],
    ["a fraction of zeros", "1.0"],
    ["a needless exponent", "1e2"],
    ["a large number without its exponent", "1000000000000000000000"],
    ["a number that no double is", "9007199254740993"],
    ["a number above every double", "1e400"],
    ["a plain character escaped", '"\\u0041"'],
    ["an escaped slash", '"\\/"'],
    ["a short escape written long", '"\\u000a"'],
    ["upper-case hexadecimal", '"\\u000F"'],
    ["a lone surrogate, escaped", '"\\ud800"'],
    ["a lone surrogate in a name", '{"\\udead":1}'],
    ["a lone surrogate deep inside", '[{"a":["\\ud800"]}]'],
    ["two surrogates the wrong way round", '"\\ude00\\ud83d"'],
    ["NaN", "NaN"],
    ["Infinity", "[Infinity]"],
    ["a comment", "1/**/"],
    ["a comma at the end", "[1,]"],
    ["nothing", ""],
    ["two values", "1 2"],
  ];
  for (const [claim, text] of refused)
    test(`${claim} is refused`, () => {
      expect(() => parse(text)).toThrow(InputError);
    });

  test("bytes that are not UTF-8 are refused: overlong, cut off, a surrogate encoded, a stray byte", () => {
    for (const bytes of ["22c08022", "22e28222", "22eda08022", "22ff22"])
      expect(() => parseCanonicalJson(parseHex(bytes), "the text"), bytes).toThrow(InputError);
  });

  test("brackets without end are refused, and do not exhaust the stack", () => {
    const depth = 100_000;
    expect(() => parse("[".repeat(depth) + "]".repeat(depth))).toThrow(InputError);
    expect(() => parse(`${'{"a":'.repeat(depth)}1${"}".repeat(depth)}`)).toThrow(InputError);
    expect(parse("[".repeat(20) + "]".repeat(20))).toHaveLength(1);
  });

  test("a member called __proto__ is refused: whoever reads the value would drop it in silence", () => {
    for (const text of ['{"__proto__":1}', '{"a":[{"__proto__":{}}]}'])
      expect(() => parse(text)).toThrow(InputError);
    expect(() => formatCanonicalJson(JSON.parse('{"__proto__":1}'))).toThrow(TypeError);
    expect(parse('{"a":"__proto__","constructor":1}')).toEqual({ a: "__proto__", constructor: 1 });
  });

  test("the refusal says of what", () => {
    expect(() => parse("1.0")).toThrow(/^the text: /);
  });

  test("every JSON value comes back from its bytes, and no other bytes give it", () => {
    const values = fc
      .jsonValue({ noUnicodeString: false })
      .filter((value) => JSON.stringify(value).isWellFormed() && !hasPrototype(value));
    fc.assert(
      fc.property(values, (value) => {
        const plain: unknown = JSON.parse(JSON.stringify(value));
        const bytes = formatCanonicalJson(plain);
        expect(formatCanonicalJson(parseCanonicalJson(bytes, "the text"))).toEqual(bytes);
        expect(parseCanonicalJson(bytes, "the text")).toEqual(plain);
      }),
      { numRuns: 200 },
    );
  });

  test("the order in which names were set never matters", () => {
    const pairs = fc
      .uniqueArray(fc.tuple(fc.string(), fc.nat()), { selector: ([name]) => name })
      .filter((all) => !all.some(([name]) => name === "__proto__"));
    fc.assert(
      fc.property(
        pairs.chain((all) => fc.tuple(fc.constant(all), fc.shuffledSubarray(all, { minLength: all.length }))),
        ([all, shuffled]) => {
          expect(format(Object.fromEntries(shuffled))).toBe(format(Object.fromEntries(all)));
        },
      ),
      { numRuns: 100 },
    );
  });

  test("any change of a character is refused or has another meaning", () => {
    const text = '{"decision":{"entry":12,"row":3},"reason":"a \\"b\\" \u00f1","version":1}';
    const value = parse(text);
    fc.assert(
      fc.property(
        fc.nat({ max: text.length - 1 }),
        fc.constantFrom(...' 0129.-eE{}[],:"\\au\u00f1'),
        (at, character) => {
          const changed = text.slice(0, at) + character + text.slice(at + 1);
          if (changed === text) return;
          let other: unknown;
          try {
            other = parse(changed);
          } catch (error) {
            expect(error).toBeInstanceOf(InputError);
            return;
          }
          expect(other).not.toEqual(value);
        },
      ),
      { numRuns: 300 },
    );
  });
});

function hasPrototype(value: unknown): boolean {
  if (typeof value !== "object" || value === null) return false;
  return Object.entries(value).some(([name, member]) => name === "__proto__" || hasPrototype(member));
}
