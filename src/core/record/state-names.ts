import { foldText } from "./fold-text.ts";
import type { Token } from "./token.ts";

/** A state, by its ISO 3166-1 code, or a union that takes positions as one. */
export type StateCode = string;

/** Code, then names in English, Spanish and Portuguese, seats of government and demonyms. Folded when read. */
const TABLE = `
AR argentina, buenos aires, argentine, argentinian, argentino
AT austria, austrian
AU australia, australian, canberra
AM armenia, armenian
AO angola, angolan, luanda
AZ azerbaijan, azerbaiyan, azerbaijao
BE belgium, belgica, belgian, belga
BO bolivia, bolivian, boliviano, la paz
BR brazil, brasil, brasilia, planalto, itamaraty, brazilian, brasileno, brasileiro
BY belarus, bielorrusia
BG bulgaria
BW botswana, botsuana
CA canada, ottawa, canadian, canadiense, canadense
CD democratic republic of congo, republica democratica del congo
CG congo
CH switzerland, suiza, suica, swiss, suizo, suico
CI ivory coast, costa de marfil, costa do marfim
CL chile, chilean, chileno
CM cameroon, camerun, camaroes
CN china, beijing, pekin, pequim, chinese, chino, chines
CO colombia, colombian, colombiano, bogota
CR costa rica, costa rican, costarricense, san jose
CU cuba, cuban, cubano, la habana, havana
CV cape verde, cabo verde
CZ czech republic, czechia, republica checa, chequia
DE germany, alemania, alemanha, berlin, german, aleman, alemao
DK denmark, dinamarca, danish
DO dominican republic, republica dominicana, santo domingo
DZ algeria, argelia
EC ecuador, equador, quito, ecuadorian, ecuadorean, ecuatoriano, equatoriano
EE estonia
EG egypt, egipto, egito
ES spain, espana, espanha, madrid, spanish, espanol, espanhol, la moncloa
ET ethiopia, etiopia
EU european union, union europea, uniao europeia, e.u., eu, ue, brussels, bruselas, bruxelas, european commission, comision europea, comissao europeia
FI finland, finlandia
FR france, francia, franca, paris, french, frances, elysee, eliseo
GA gabon, gabao
GB united kingdom, reino unido, britain, great britain, u.k., uk, london, londres, british, britanico
GE georgia
GH ghana, gana
GR greece, grecia
GT guatemala, guatemalan, guatemalteco, ciudad de guatemala
GY guyana, guiana
HN honduras, honduran, hondureno, tegucigalpa
HR croatia, croacia
HT haiti
HU hungary, hungria, hungarian, budapest
ID indonesia
IE ireland, irlanda
IL israel
IN india
IR iran, iranian, irani, tehran, teheran
IT italy, italia, rome, roma, italian, italiano
JM jamaica
JP japan, japon, japao, tokyo, tokio, toquio
KE kenya, kenia, quenia, nairobi
KZ kazakhstan, kazajistan, cazaquistao
LT lithuania, lituania
LU luxembourg, luxemburgo
LV latvia, letonia
MA morocco, marruecos, marrocos
MW malawi
MX mexico, mexican, mexicano, ciudad de mexico, mexico city, cidade do mexico
MZ mozambique, mocambique, maputo
NA namibia
NG nigeria, abuja
NI nicaragua, nicaraguan, nicaraguense, managua
NL netherlands, the netherlands, paises bajos, holanda, dutch
NO norway, noruega, norwegian
NZ new zealand, nueva zelanda, nova zelandia
PA panama, panamanian, panameno
PE peru, peruvian, peruano, lima
PH philippines, filipinas
PK pakistan, paquistan, paquistao
PL poland, polonia, polish, varsovia, warsaw
PT portugal, lisbon, lisboa, portuguese, portugues
PY paraguay, paraguai, asuncion, paraguayan, paraguayo, paraguaio
QA qatar, catar
RO romania, rumania, romenia
RS serbia, servia
RU russia, rusia, moscow, moscu, moscou, kremlin, russian, ruso, russo
RW rwanda, ruanda
SA saudi arabia, arabia saudita, arabia saudi
SE sweden, suecia, swedish
SK slovakia, eslovaquia
SN senegal
ST sao tome
SV el salvador, salvadoran, salvadoreno
SY syria, siria
TD chad, chade
TR turkey, turkiye, turquia, ankara
TT trinidad and tobago, trinidad y tobago
TZ tanzania
UA ukraine, ucrania, kyiv, kiev
UG uganda, kampala
US united states, estados unidos, u.s., us, ee.uu., eeuu, ee uu, eua, washington, white house, casa blanca, casa branca, state department, departamento de estado, american government
UY uruguay, uruguai, montevideo, uruguayan, uruguayo, uruguaio
VA holy see, vatican, santa sede, vaticano
VE venezuela, caracas, venezuelan, venezolano, venezuelano
VN vietnam
ZA south africa, sudafrica, africa do sul, pretoria
ZM zambia
ZW zimbabwe, zimbabue, zimbabue, harare
`;

/** A state named among tokens: where, and which. */
export interface StateMention {
  readonly code: StateCode;
  readonly first: number;
  readonly next: number;
  /** "Chilean", "chileno": it tells whose somebody is, and is no actor by itself. */
  readonly isAdjective: boolean;
}

interface StateName {
  readonly words: readonly string[];
  readonly code: StateCode;
  readonly isAdjective: boolean;
}

const ADJECTIVE =
  /(?:ian|ean|an|ese|ish|ch|ano|ana|eno|ense|enho|ino|ico|ol|es|ao|ayo|aio|so|no|tch|can|swiss|suizo|suico|belga|irani|guatemalteco|dutch|german|ruso|russo)$/;

/** Names that end like an adjective and are none. */
const NOUNS = new Set(
  `japan iran sudan azerbaijan azerbaiyan kazakhstan kazajistan pakistan paquistan paquistao japao cazaquistao azerbaijao gabao camaroes luxembourg france bruxelas bruselas londres paises holanda filipinas
   estados reino unidos union uniao chino vaticano san santo new cote cabo cape costa turkiye kremlin milan`.split(
    /\s+/,
  ),
);

const byFirst: ReadonlyMap<string, readonly StateName[]> = readTable();

function readTable(): Map<string, StateName[]> {
  const found = new Map<string, StateName[]>();
  for (const line of TABLE.trim().split("\n")) {
    const code = line.slice(0, 2);
    line
      .slice(3)
      .split(", ")
      .forEach((name, at) => {
        const words = name.split(" ");
        const isAdjective = at > 0 && words.length === 1 && ADJECTIVE.test(name) && !NOUNS.has(name);
        const list = found.get(words[0] ?? "") ?? [];
        list.push({ words, code, isAdjective });
        found.set(words[0] ?? "", list);
      });
  }
  for (const list of found.values()) list.sort((one, other) => other.words.length - one.words.length);
  return found;
}

/** The state whose name begins at a token. Names begin with a capital letter; adjectives need none. */
export function stateAt(tokens: readonly Token[], index: number): StateMention | undefined {
  const token = tokens[index];
  if (token?.kind !== "word") return undefined;
  const keys = new Set([token.fold, token.fold.replace(/\.$/, ""), masculine(token.fold)]);
  const names = [...keys].flatMap((key) => byFirst.get(key) ?? []);
  for (const { words, code, isAdjective } of names) {
    if (!token.isCapital && !isAdjective) continue;
    if (
      code === "US" &&
      words[0] === "us" &&
      token.end - token.start === 2 &&
      token.fold === "us" &&
      !isUpper(tokens, index)
    )
      continue;
    if (words.slice(1).every((word, at) => tokens[index + 1 + at]?.fold === word))
      return { code, first: index, next: index + words.length, isAdjective };
  }
  return undefined;
}

/** Feminine and plural forms of an adjective: "chilena", "mexicanos". */
function masculine(word: string): string {
  return foldText(word).replace(/as?$/, "o").replace(/os$/, "o");
}

function isUpper(tokens: readonly Token[], index: number): boolean {
  return tokens[index]?.isCapital === true && (tokens[index - 1]?.kind === "word" || index === 0);
}
