import type { Language } from "./language.ts";
import { PhraseTable, phrasesOf } from "./phrase-table.ts";

/** What a state or an organisation does or says about an election and what follows it. */
export type Stance =
  | "recognises"
  | "refuses-recognition"
  | "congratulates"
  | "rejects-result"
  | "validates-result"
  | "demands-breakdown"
  | "demands-verification"
  | "demands-investigation"
  | "demands-release"
  | "finds-not-democratic"
  | "alleges-manipulation"
  | "expresses-concern"
  | "condemns"
  | "calls-for-dialogue"
  | "offers-asylum"
  | "seeks-asylum"
  | "grants-asylum"
  | "severs-relations"
  | "withdraws-diplomats"
  | "expels-envoys"
  | "sanctions";

/** Words that show a stance: a verb, and something it must be about within the next words. */
export interface StanceRule {
  readonly stance: Stance;
  readonly verbs: PhraseTable<true>;
  /** Folded words of which one must stand in the fourteen after the verb; absent where the verb suffices. */
  readonly about?: RegExp;
  /** Where one of these stands there, the words mean something else. */
  readonly unless?: RegExp;
  /** Whoever says so takes the stance, not the subject: "X noted that the candidate received the most votes". */
  readonly isReported?: true;
  /** What the stance becomes where the verb is denied; absent where a denied verb shows nothing. */
  readonly denied?: Stance;
}

const of = (list: string) => new PhraseTable<true>(phrasesOf<true>(true, list));

const RESULT_EN =
  /^(?:results?|outcome|victory|win|winner|claims?|count|re-?election|reelection|election|elections|vote|ruling|process|assertion|tall(?:y|ies)|president-elect|president|figures|announcement|legitimacy|triumph|government|side|proclaimed|legitimate)$/;
const RESULT_ES =
  /^(?:resultados?|victoria|triunfo|ganador|reeleccion|eleccion|elecciones|sentencia|comicios|proceso|presidente|presidenta|electo|vencedor|proclamacion|legitimidad|mandatario|escrutinio|reelecto|reelegido|fallo|legitimo|boletin|gobierno)$/;
const RESULT_PT =
  /^(?:resultados?|vitoria|vencedor|reeleicao|eleicao|eleicoes|pleito|processo|presidente|eleito|sentenca|acordao|legitimidade|apuracao|contagem|derrota|ganhador|governo)$/;
const SHEETS =
  /^(?:breakdown|results?|records|sheets|tall(?:y|ies)|actas?|atas?|figures|minutes|detailed|station|resultados|desglosad\w*|detallad\w*|mesa|desagregad\w*|datos|dados|boletins|numbers|data|forms)$/;
const VERIFY =
  /^(?:verification|verify|audit|review|recount|verificacion|verificar|auditoria|auditar|revision|recuento|verificacao|recontagem|revisao|reconteo|scrutiny)$/;
const INVESTIGATE = /^(?:investigat\w*|inquiry|probe|investig\w*|inquerito|indagar|averigu\w*)$/;
const ASYLUM = /^(?:asylum|refuge|protection|asilo|refugio|proteccion|protecao)$/;

const ENGLISH: readonly StanceRule[] = [
  {
    stance: "refuses-recognition",
    verbs: of(
      "refused|refuses|refuse to recognize|recognise|accept, declined to recognize|recognise, will|would|did|does|do not recognize|recognise, will not accept the credentials|results|result, not recognized|recognised, withheld recognition, does not|do not|will not accept",
    ),
    about: RESULT_EN,
  },
  {
    stance: "refuses-recognition",
    verbs: of(
      "refused|refuses|refuse to recognize|recognise, do|does|will|would|did not recognize|recognise, will not accept the credentials",
    ),
  },
  {
    stance: "refuses-recognition",
    verbs: of(
      "cannot be recognized|recognised, can not be recognized|recognised, could not be recognized|recognised",
    ),
    isReported: true,
  },
  {
    stance: "recognises",
    verbs: of(
      "recognized, recognised, recognizes, recognises, recognise, recognize, recognising, recognizing, have|has recognized|recognised, acknowledged",
    ),
    about: RESULT_EN,
    denied: "refuses-recognition",
  },
  {
    stance: "recognises",
    verbs: of("received the most votes, won the most votes, won the election"),
    isReported: true,
  },
  {
    stance: "congratulates",
    verbs: of(
      "congratulated, congratulates, congratulate, sent congratulations, offered congratulations, hailed the victory|re-election|reelection",
    ),
  },
  {
    stance: "rejects-result",
    verbs: of("rejected, rejects, reject, rejecting, contested, contests, challenged, disputes"),
    about: RESULT_EN,
    unless: /^(?:asylum|offer|petition|appeal)$/,
  },
  { stance: "rejects-result", verbs: of("cried foul, null and void") },
  {
    stance: "rejects-result",
    verbs: of("did not match the data, did not match, do not match, do not reflect"),
    isReported: true,
  },
  {
    stance: "validates-result",
    verbs: of("validated, upheld, certified, ratified, confirmed, endorsed, validates"),
    about: /^(?:results?|victory|win|re-?election|reelection|election|count|winner|by)$/,
    unless: /^(?:deaths?|arrests?|dead|killed|people|releases?)$/,
  },
  {
    stance: "demands-breakdown",
    verbs: of(
      "called on, calls on, called for, calls for, call for, calling on, asked, asks, urged, urges, demanded, demands, demand, request, requested, requests, insisted, calls mounted",
    ),
    about: SHEETS,
    unless:
      /^(?:prisoners?|detained|investigat\w*|inquiry|audit|review|recount|verification|recognise|recognize)$/,
  },
  {
    stance: "demands-verification",
    verbs: of(
      "called on, calls on, called for, calls for, call for, asked for, asked, urged, demanded, demands, demand, requested, joined the appeal, appealed for, insisted on",
    ),
    about: VERIFY,
  },
  {
    stance: "demands-investigation",
    verbs: of(
      "called on, calls on, called for, calls for, asked, asked for, urged, demanded, demands, requested, formally requested, request",
    ),
    about: INVESTIGATE,
  },
  {
    stance: "demands-release",
    verbs: of(
      "calls for, called for, call for, demanded, demands, urged, asked for, demand, calling for, call on, called on",
    ),
    about: /^(?:release|free|freeing|freed|liberation)$/,
    unless: SHEETS,
  },
  {
    stance: "finds-not-democratic",
    isReported: true,
    verbs: of(
      "cannot be considered democratic, did not meet international standards, not free and|or fair, neither free nor fair, cannot be considered free, could not be considered democratic, lacked democratic guarantees, did not meet the standards, fell short of international|democratic standards, fell short of basic transparency",
    ),
  },
  {
    stance: "alleges-manipulation",
    verbs: of(
      "charged, alleged, alleges, denounced, accused, accuses, alleging, found, said, reported, cited",
    ),
    about:
      /^(?:manipulation|manipulated|frau\w+|rigg\w+|tampering|tampered|irregularities|distorted|falsif\w+)$/,
    unless: /^(?:no|not|without|denied|died|killed)$/,
  },
  {
    stance: "expresses-concern",
    verbs: of(
      "voiced concern|alarm, voiced significant|deep|serious|grave concern|alarm, expressed|expresses|express concern|concerns|alarm, expressed|expresses|express deep|serious|grave|strong|its|their|his|her|profound concern|concerns|alarm, concerned about, deeply concerned, raised|raises concerns|concern, extremely concerned, expressed its|their|his|her deep|serious|grave concern, voiced alarm, follows with concern, expressed alarm",
    ),
  },
  {
    stance: "condemns",
    verbs: of(
      "condemned, condemns, condemn, obviously unacceptable, is unacceptable, deplored, deplores, denounced the repression|violence|arrests|detention|use",
    ),
  },
  {
    stance: "calls-for-dialogue",
    verbs: of(
      "called for, calls for, called on, urged, urges, asked for, stressed the need, asked, appealed for, appealed, encouraged, pressed for, offered to",
    ),
    about: /^(?:dialogue|talks|negotiations?|mediate|mediation|peacefully|restraint|negotiated)$/,
    unless: SHEETS,
  },
  { stance: "offers-asylum", verbs: of("offered, offers, offering"), about: ASYLUM },
  { stance: "grants-asylum", verbs: of("granted, grants, gave, has granted, given, awarded"), about: ASYLUM },
  {
    stance: "seeks-asylum",
    verbs: of(
      "sought, requested, seeking, seeks, applied for, requests, asked for, fled to, has sought, found, has found, took",
    ),
    about: ASYLUM,
    unless: /^(?:offered|granted|people|citizens|politicians|officials|seekers)$/,
  },
  {
    stance: "severs-relations",
    verbs: of(
      "severed, sever, severs, broke off, broken off, cut, breaks off, breaking off, broke, suspended, severing",
    ),
    about: /^(?:relations|ties)$/,
  },
  {
    stance: "withdraws-diplomats",
    verbs: of("withdrew, withdrawn, withdraws, withdrawing, recalled, recalling, recalls, pulled out"),
    about: /^(?:diplomats?|diplomatic|ambassadors?|staff|envoys?|mission)$/,
  },
  {
    stance: "expels-envoys",
    verbs: of(
      "expelled, expels, expelling, ordered out, asked envoys, gave envoys, giving their envoys, threw out, declared persona non grata",
    ),
    about:
      /^(?:diplomats?|diplomatic|ambassadors?|ambassador|staff|envoys?|mission|territory|leave|embassy)$/,
  },
  {
    stance: "sanctions",
    verbs: of(
      "sanctioned, imposed sanctions, imposes sanctions, imposed new sanctions, announced sanctions, slapped sanctions, imposing sanctions, announced new sanctions, sanctions on, imposed visa restrictions",
    ),
  },
];

const SPANISH: readonly StanceRule[] = [
  {
    stance: "rejects-result",
    verbs: of("no acepta la derrota, no acepto la derrota, no acepta el resultado"),
  },
  {
    stance: "refuses-recognition",
    verbs: of(
      "desconocio, desconocieron, desconoce, desconocen, no reconoce, no reconocen, no reconocio, no reconocieron, no reconocera, no reconoceran, no acepta, no aceptan, no acepto, nego el reconocimiento, se nego a reconocer, se negaron a reconocer, no reconocemos, se abstuvo de reconocer, se abstuvieron de reconocer, no ha reconocido, no han reconocido",
    ),
  },
  {
    stance: "recognises",
    verbs: of(
      "reconocio, reconocieron, reconoce, reconocen, reconoceran, lo reconocio, ha reconocido, han reconocido, reconociendo, respaldo, respaldaron, que reconocio, considero legitimo|legitimos, considera legitimo",
    ),
    about: RESULT_ES,
    denied: "refuses-recognition",
    unless: /^(?:manifestantes|derrota)$/,
  },
  {
    stance: "recognises",
    verbs: of(
      "da por ganador, dio por ganador, dan por ganador, dieron por ganador, da por vencedor, reconocio al reelecto, respaldo el resultado",
    ),
  },
  {
    stance: "recognises",
    verbs: of(
      "obtuvo la mayoria de los votos, obtuvo la mayoria de votos, obtuvo mas votos, gano las elecciones",
    ),
    isReported: true,
  },
  {
    stance: "congratulates",
    verbs: of(
      "felicito, felicitaron, felicita, felicitan, saludo la reeleccion|victoria, saludaron la reeleccion|victoria, enviaron felicitaciones, ha felicitado, han felicitado, congratulo, congratularon",
    ),
  },
  {
    stance: "rejects-result",
    verbs: of(
      "rechazo, rechazaron, rechaza, rechazan, su rechazo a, impugno, impugnaron, cuestiono, cuestionaron, pidio nuevas elecciones, pidieron nuevas elecciones",
    ),
    about:
      /^(?:resultados?|victoria|triunfo|reeleccion|eleccion|elecciones|sentencia|comicios|proclamacion|escrutinio)$/,
    unless: /^(?:asilo|oferta|informe)$/,
  },
  {
    stance: "validates-result",
    verbs: of(
      "convalido, valido, ratifico, ratifica, avalo, certifico, confirmo, convalida, valida, validaron, avalaron, homologo, refrendo, descarto que hubiera manipulacion, considero que el resultado refleja, consideraron que el resultado refleja, validado por, convalidada por, ratificada por",
    ),
    about:
      /^(?:resultados?|victoria|triunfo|reeleccion|eleccion|elecciones|proceso|comicios|manipulacion|voluntad|tribunal)$/,
    unless: /^(?:muertos?|muertes?|fallecid\w*|detenid\w*|arrestos)$/,
  },
  {
    stance: "demands-breakdown",
    verbs: of(
      "exigio, exigieron, exige, exigen, pidio, pidieron, pide, piden, pidiendo, solicito, solicitaron, insto, instaron, insta, instan, reclamo, reclamaron, reclama, urgio, urgieron, demando, demandaron, llamo a, cobro",
    ),
    about: SHEETS,
    unless: /^(?:detenid\w*|presos|auditoria|verific\w*|recuento|investig\w*|revision|elecciones)$/,
  },
  {
    stance: "demands-verification",
    verbs: of(
      "exigio, exigieron, exige, exigen, pidio, pidieron, pide, piden, solicito, solicitaron, insto, instaron, reclamo, reclamaron, reclama, demando, demandaron",
    ),
    about: VERIFY,
  },
  {
    stance: "demands-investigation",
    verbs: of(
      "exigio, exigieron, exige, exigen, pidio, pidieron, pide, piden, solicito, solicitaron, insto, instaron, reclamo, reclamaron, llamo a, llamaron a",
    ),
    about: INVESTIGATE,
  },
  {
    stance: "demands-release",
    verbs: of(
      "exigio, exigieron, exige, exigen, pidio, pidieron, pide, piden, solicito, solicitaron, insto, reclamo, reclamaron, reclama, demando, llamo a",
    ),
    about: /^(?:liberacion|excarcelacion|liberar|liberen|libertad|libere)$/,
  },
  {
    stance: "finds-not-democratic",
    isReported: true,
    verbs: of(
      "no puede considerarse democratica|democratico, no pueden considerarse democraticas|democraticos, no se adecuo a, no cumplio con los estandares, no fue libre, no fueron libres, no cumple los estandares, impide considerar",
    ),
  },
  {
    stance: "alleges-manipulation",
    verbs: of(
      "denuncio, denunciaron, denuncia, acuso, acusaron, acusa, alego, advirtio, senalo, hallo, encontro",
    ),
    about: /^(?:manipul\w+|frau\w+|distorsion\w*|adulter\w+|alteracion\w*|alter\w+)$/,
    unless: /^(?:muert\w+|fallecid\w+|detenid\w+|sin|no)$/,
  },
  {
    stance: "expresses-concern",
    verbs: of(
      "expreso su|gran|profunda|seria preocupacion|alarma, expreso preocupacion|alarma, expresaron su|gran|profunda preocupacion, expresa su preocupacion, manifesto su preocupacion, manifesto preocupacion, manifestaron su preocupacion, preocupacion por, expreso dudas, su alarma por, mostro su preocupacion, expresaron preocupacion, expreso su profunda preocupacion",
    ),
  },
  {
    stance: "condemns",
    verbs: of(
      "condeno, condenaron, condena, condenan, repudio, repudiaron, califico de intolerable, calificaron de, su condena, repudia, ha condenado",
    ),
    unless: /^(?:anos|prision|carcel)$/,
  },
  {
    stance: "condemns",
    verbs: of("califico de"),
    about: /^(?:intolerable|inaceptable|barbarie|brutal|inadmisible)$/,
  },
  {
    stance: "calls-for-dialogue",
    verbs: of(
      "llamo a, llamaron a, llamo al, llamaron al, pidio, pidieron, insto a, instaron a, se ofrecio, se ofrecieron, ofrecio, ofrecieron, abogo, abogaron, exhorto, exhortaron, aboga, hizo un llamado, apoyan, propuso",
    ),
    about:
      /^(?:dialogo|mediador|mediar|mediacion|negociad\w*|negociacion\w*|oficios|conversaciones|entendimiento)$/,
  },
  { stance: "offers-asylum", verbs: of("ofrecio, ofrece, ofrecieron, ofreciendo"), about: ASYLUM },
  {
    stance: "grants-asylum",
    verbs: of("otorgo, concedio, concede, otorga, dio, ha concedido, le otorgo, otorgaron, brindo"),
    about: ASYLUM,
  },
  {
    stance: "seeks-asylum",
    verbs: of("pidio, solicito, solicita, pide, busco, se refugio, se asilo, obtuvo"),
    about: ASYLUM,
    unless: /^(?:concedio|otorgo)$/,
  },
  {
    stance: "severs-relations",
    verbs: of("rompio, rompe, rompieron, corto, suspendio, suspendieron, ha roto, ruptura de"),
    about: /^(?:relaciones|vinculos)$/,
  },
  {
    stance: "withdraws-diplomats",
    verbs: of("retiro, retiraron, retira, llamo a consultas, retirar, ha retirado, llamo a su embajador"),
    about: /^(?:diplomatic\w*|embajador\w*|personal|mision|consultas)$/,
  },
  {
    stance: "expels-envoys",
    verbs: of("expulso, expulsaron, expulsa, expulsion de, ha expulsado"),
    about: /^(?:diplomatic\w*|embajador\w*|personal|mision|representantes)$/,
  },
  {
    stance: "sanctions",
    verbs: of(
      "sanciono, sancionaron, sanciona, impuso sanciones, impusieron sanciones, anuncio sanciones, anunciaron sanciones, impone sanciones, sanciono a, ha sancionado",
    ),
  },
];

const PORTUGUESE: readonly StanceRule[] = [
  {
    stance: "refuses-recognition",
    verbs: of(
      "nao reconhece, nao reconhecem, nao reconheceu, nao reconheceram, nao reconhecera, recusou reconhecer, recusaram reconhecer, nao aceita, nao aceitou, recusou - se a reconhecer, se recusou a reconhecer, desconheceu",
    ),
  },
  {
    stance: "recognises",
    verbs: of("reconheceu, reconheceram, reconhece, reconhecem, ja reconheceu, ja reconheceram"),
    about: RESULT_PT,
    denied: "refuses-recognition",
  },
  { stance: "recognises", verbs: of("reconheceu os resultados, reconheceu a vitoria") },
  {
    stance: "congratulates",
    verbs: of(
      "felicitou, felicitaram, parabenizou, parabenizaram, saudou a vitoria, saudaram a vitoria, cumprimentou, cumprimentaram, felicita, felicitam",
    ),
  },
  {
    stance: "rejects-result",
    verbs: of("rejeitou, rejeitaram, rejeita, contestou, contestaram, contesta"),
    about: /^(?:resultados?|vitoria|reeleicao|eleicao|eleicoes|pleito|contagem)$/,
  },
  {
    stance: "validates-result",
    verbs: of("validou, ratificou, confirmou, homologou, chancelou, validaram"),
    about: /^(?:resultados?|vitoria|reeleicao|eleicao|eleicoes|pleito|processo)$/,
    unless: /^(?:mort\w+|detid\w+|pres\w+|obitos)$/,
  },
  {
    stance: "demands-breakdown",
    verbs: of(
      "exigiu, exigiram, pediu, pediram, cobrou, cobraram, solicitou, solicitaram, instou, instaram, apelou, apelaram, cobra",
    ),
    about: SHEETS,
    unless: /^(?:verificacao|auditoria|recontagem|revisao|investig\w*|libertacao|detidos)$/,
  },
  {
    stance: "demands-verification",
    verbs: of("exigiu, exigiram, pediu, pediram, cobrou, solicitou, solicitaram, instou, apelou a, pedem"),
    about: VERIFY,
  },
  {
    stance: "demands-investigation",
    verbs: of("exigiu, exigiram, pediu, pediram, apelou, apelaram, solicitou, solicitaram, instou"),
    about: INVESTIGATE,
  },
  {
    stance: "demands-release",
    verbs: of("exigiu, exigiram, pediu, pediram, apelou, solicitou, instou, exige"),
    about: /^(?:libertacao|soltura|libertar|liberdade|libere)$/,
  },
  {
    stance: "finds-not-democratic",
    isReported: true,
    verbs: of(
      "nao pode ser considerada|considerado democratica|democratico, nao cumpriu os padroes, nao foi livre, nao foram livres",
    ),
  },
  {
    stance: "alleges-manipulation",
    verbs: of("denunciou, denunciaram, acusou, alegou, apontou, apontaram, detectou"),
    about: /^(?:manipul\w+|frau\w+|adulter\w+|alterac\w+|distor\w+|irregularidades)$/,
    unless: /^(?:mort\w+|detid\w+|presos)$/,
  },
  {
    stance: "expresses-concern",
    verbs: of(
      "manifestou preocupacao, manifestou a sua preocupacao, expressou preocupacao, expressou sua preocupacao, manifestaram preocupacao, demonstrou preocupacao, expressou profunda preocupacao, manifestou sua|grande|profunda preocupacao, lamentou",
    ),
  },
  {
    stance: "condemns",
    verbs: of("condenou, condenaram, condena, condenam, repudiou, repudiaram, repudia"),
    unless: /^(?:anos|prisao)$/,
  },
  {
    stance: "calls-for-dialogue",
    verbs: of("apelou, apelaram, pediu, pediram, apela, defendeu, instou, ofereceu - se, se ofereceu"),
    about: /^(?:dialogo|mediar|mediacao|negociac\w*|mediador|contencao)$/,
    unless: /^(?:libertacao|atas)$/,
  },
  { stance: "offers-asylum", verbs: of("ofereceu, ofereceram, oferece"), about: ASYLUM },
  { stance: "grants-asylum", verbs: of("concedeu, deu, concede, outorgou"), about: ASYLUM },
  {
    stance: "seeks-asylum",
    verbs: of("pediu, solicitou, buscou, procurou, refugiou - se, obteve"),
    about: ASYLUM,
    unless: /^(?:concedeu|pessoas|cidadaos)$/,
  },
  {
    stance: "severs-relations",
    verbs: of("rompeu, romperam, cortou, suspendeu, rompe"),
    about: /^(?:relacoes|lacos)$/,
  },
  {
    stance: "withdraws-diplomats",
    verbs: of("retirou, retiraram, chamou para consultas, convocou seu embaixador, retira"),
    about: /^(?:diplomat\w*|embaixador\w*|pessoal|missao)$/,
  },
  {
    stance: "expels-envoys",
    verbs: of("expulsou, expulsaram, expulsa"),
    about: /^(?:diplomat\w*|embaixador\w*|pessoal|missao)$/,
  },
  {
    stance: "sanctions",
    verbs: of(
      "sancionou, sancionaram, impos sancoes, impuseram sancoes, anunciou sancoes, anunciaram sancoes",
    ),
  },
];

/** The rules of a language, tried in order; the first that fits a verb wins. */
export const STANCE_LEXICON: Readonly<Record<Language, readonly StanceRule[]>> = {
  en: ENGLISH,
  es: SPANISH,
  pt: PORTUGUESE,
};
