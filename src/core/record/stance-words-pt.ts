import type { StanceRule } from "./stance-lexicon.ts";
import { phrases, RESULT_PT, SHEETS, VERIFY, INVESTIGATE, ASYLUM } from "./stance-patterns.ts";

/** With what words stances are taken: those of Portuguese. */
export const STANCE_WORDS_PT: readonly StanceRule[] = [
  {
    stance: "refuses-recognition",
    verbs: phrases(
      "nao reconhece, nao reconhecem, nao reconheceu, nao reconheceram, nao reconhecera, recusou reconhecer, recusaram reconhecer, nao aceita, nao aceitou, recusou - se a reconhecer, se recusou a reconhecer, desconheceu",
    ),
  },
  {
    stance: "recognises",
    verbs: phrases("reconheceu, reconheceram, reconhece, reconhecem, ja reconheceu, ja reconheceram"),
    about: RESULT_PT,
    denied: "refuses-recognition",
  },
  { stance: "recognises", verbs: phrases("reconheceu os resultados, reconheceu a vitoria") },
  {
    stance: "congratulates",
    verbs: phrases(
      "felicitou, felicitaram, parabenizou, parabenizaram, saudou a vitoria, saudaram a vitoria, cumprimentou, cumprimentaram, felicita, felicitam",
    ),
  },
  {
    stance: "rejects-result",
    verbs: phrases("rejeitou, rejeitaram, rejeita, contestou, contestaram, contesta"),
    about: /^(?:resultados?|vitoria|reeleicao|eleicao|eleicoes|pleito|contagem)$/,
  },
  {
    stance: "validates-result",
    verbs: phrases("validou, ratificou, confirmou, homologou, chancelou, validaram"),
    about: /^(?:resultados?|vitoria|reeleicao|eleicao|eleicoes|pleito|processo)$/,
    unless: /^(?:mort\w+|detid\w+|pres\w+|obitos)$/,
  },
  {
    stance: "demands-breakdown",
    verbs: phrases(
      "exigiu, exigiram, pediu, pediram, cobrou, cobraram, solicitou, solicitaram, instou, instaram, apelou, apelaram, cobra",
    ),
    about: SHEETS,
    unless: /^(?:verificacao|auditoria|recontagem|revisao|investig\w*|libertacao|detidos)$/,
  },
  {
    stance: "demands-verification",
    verbs: phrases(
      "exigiu, exigiram, pediu, pediram, cobrou, solicitou, solicitaram, instou, apelou a, pedem",
    ),
    about: VERIFY,
  },
  {
    stance: "demands-investigation",
    verbs: phrases("exigiu, exigiram, pediu, pediram, apelou, apelaram, solicitou, solicitaram, instou"),
    about: INVESTIGATE,
  },
  {
    stance: "demands-release",
    verbs: phrases("exigiu, exigiram, pediu, pediram, apelou, solicitou, instou, exige"),
    about: /^(?:libertacao|soltura|libertar|liberdade|libere)$/,
  },
  {
    stance: "finds-not-democratic",
    isReported: true,
    verbs: phrases(
      "nao pode ser considerada|considerado democratica|democratico, nao cumpriu os padroes, nao foi livre, nao foram livres",
    ),
  },
  {
    stance: "alleges-manipulation",
    verbs: phrases("denunciou, denunciaram, acusou, alegou, apontou, apontaram, detectou"),
    about: /^(?:manipul\w+|frau\w+|adulter\w+|alterac\w+|distor\w+|irregularidades)$/,
    unless: /^(?:mort\w+|detid\w+|presos)$/,
  },
  {
    stance: "expresses-concern",
    verbs: phrases(
      "manifestou preocupacao, manifestou a sua preocupacao, expressou preocupacao, expressou sua preocupacao, manifestaram preocupacao, demonstrou preocupacao, expressou profunda preocupacao, manifestou sua|grande|profunda preocupacao, lamentou",
    ),
  },
  {
    stance: "condemns",
    verbs: phrases("condenou, condenaram, condena, condenam, repudiou, repudiaram, repudia"),
    unless: /^(?:anos|prisao)$/,
  },
  {
    stance: "calls-for-dialogue",
    verbs: phrases("apelou, apelaram, pediu, pediram, apela, defendeu, instou, ofereceu - se, se ofereceu"),
    about: /^(?:dialogo|mediar|mediacao|negociac\w*|mediador|contencao)$/,
    unless: /^(?:libertacao|atas)$/,
  },
  { stance: "offers-asylum", verbs: phrases("ofereceu, ofereceram, oferece"), about: ASYLUM },
  { stance: "grants-asylum", verbs: phrases("concedeu, deu, concede, outorgou"), about: ASYLUM },
  {
    stance: "seeks-asylum",
    verbs: phrases("pediu, solicitou, buscou, procurou, refugiou - se, obteve"),
    about: ASYLUM,
    unless: /^(?:concedeu|pessoas|cidadaos)$/,
  },
  {
    stance: "severs-relations",
    verbs: phrases("rompeu, romperam, cortou, suspendeu, rompe"),
    about: /^(?:relacoes|lacos)$/,
  },
  {
    stance: "withdraws-diplomats",
    verbs: phrases("retirou, retiraram, chamou para consultas, convocou seu embaixador, retira"),
    about: /^(?:diplomat\w*|embaixador\w*|pessoal|missao)$/,
  },
  {
    stance: "expels-envoys",
    verbs: phrases("expulsou, expulsaram, expulsa"),
    about: /^(?:diplomat\w*|embaixador\w*|pessoal|missao)$/,
  },
  {
    stance: "sanctions",
    verbs: phrases(
      "sancionou, sancionaram, impos sancoes, impuseram sancoes, anunciou sancoes, anunciaram sancoes",
    ),
  },
];
