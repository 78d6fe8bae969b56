import type { VoiceLexicon } from "./voice-lexicon.ts";
import { modalityPhrases, pairs, verbs } from "./modality-phrases.ts";
import { PhraseTable, phrasesOf, wordSet } from "./phrase-table.ts";

/** With what words voices are cited: those of Portuguese. */
export const VOICE_WORDS_PT: VoiceLexicon = {
  says: new PhraseTable([
    ...verbs(
      "pt",
      "said",
      `afirmar acrescentar explicar precisar detalhar indicar apontar sublinhar destacar recordar lembrar comentar alertar ressaltar assegurar sustentar adiantar salientar reiterar frisar observar confessar insistir
      avancar garantir resumir argumentar vaticinar lamentar minimizar`,
    ),
    ...modalityPhrases(
      "said",
      `disse, diz, dizem, disseram, dizia, diziam, tinha dito, havia dito, declarou que, declarou, declarou a, declara que, contou que, conta que, conta, escreveu, escreve, respondeu, prosseguiu, exigiu, fala em, falou em, falam em, tinha falado em, havia falado em, referiu, refere, contrapos, prometeu, informou que,
      garante, garantem, garantiu, falava em`,
    ),
    ...verbs("pt", "declared", "anunciar informar comunicar"),
    ...modalityPhrases("declared", "proclamou que, fez saber, deu a conhecer"),
    ...verbs("pt", "reported", "relatar noticiar reportar revelar mostrar"),
    ...modalityPhrases("reported", "deu conta de, da conta de, dao conta de, deram conta de"),
    ...verbs(
      "pt",
      "counted",
      "contabilizar documentar registar registrar verificar somar listar elevar cifrar atualizar computar identificar totalizar apurar",
    ),
    ...modalityPhrases("counted", "contou, tem registo de, tem registro de, reune, reuniu dados"),
    ...verbs("pt", "estimated", "estimar calcular"),
    ...modalityPhrases("claimed", "alega, alegou, alegam, reivindica, reclama"),
    ...verbs("pt", "accused", "denunciar acusar"),
    ...verbs("pt", "denied", "negar rejeitar refutar descartar questionar"),
    ...modalityPhrases("denied", "desmentiu, desmente"),
    ...verbs("pt", "confirmed", "confirmar"),
    ...modalityPhrases(
      "confirmed",
      "admitiu, admite, admitem, admitiram, reconheceu que, reconhece, tem confirmado",
    ),
    ...modalityPhrases("found", "concluiu que, concluiu, constatou"),
  ]),
  results: new PhraseTable([
    ...modalityPhrases(
      "declared",
      `proclamou, proclama, declarou, declara, deu, dava, dao, atribuiu, atribui, concedeu, concede, conferiu, anunciou, tinha dado, havia dado, deram, davam, aponta, apontava, apontam, indicou, indicava, lhe dava, lhe deu`,
    ),
  ]),
  accords: new PhraseTable(
    modalityPhrases(
      "attributed",
      `segundo o|a|os|as, segundo, de acordo com, conforme, conforme o|a|os|as, nas palavras de|do|da, pelas contas da|do|das|dos|de, na conta da|do|de, na opiniao de, na avaliacao de, segundo disse, segundo informou, segundo revelou`,
    ),
  ),
  participles: new PhraseTable([
    ...modalityPhrases(
      "reported",
      "divulgad~ por|pela|pelo|pelas|pelos, publicad~ por|pela|pelo, relatad~ por|pela|pelo, citad~ por|pela|pelo",
    ),
    ...modalityPhrases(
      "counted",
      "verificad~ por|pela|pelo, registad~ por|pela|pelo, registrad~ por|pela|pelo, contabilizad~ por|pela|pelo, contad~ por|pela|pelo",
    ),
    ...modalityPhrases(
      "confirmed",
      "confirmad~ por|pela|pelo, admitid~ por|pela|pelo, reconhecid~ por|pela|pelo|pelas",
    ),
    ...modalityPhrases(
      "declared",
      "anunciad~ por|pela|pelo, divulgad~ pela, proclamad~ por|pela|pelo, atribuid~ por|pela|pelo",
    ),
  ]),
  figuresOf: pairs(
    `numeros, dados, registos, registros, um relatorio, o relatorio, um comunicado, um balanco, o balanco, a lista, a lista mais recente, a contagem, uma contagem, fontes, estimativas, informacoes,
    os dados, os numeros, relatorios, a lista atualizada, o ultimo balanco`,
    "da, do, de, das, dos, divulgado pela, divulgado pelo",
  ),
  claims: wordSet("balanco"),
  actorNouns:
    wordSet(`autoridades autoridade oposicao policia governo exercito forcas funcionarios ministerio procuradoria procurador promotoria comissao conselho tribunal corte comite partido coligacao coalizao alianca grupo grupos organizacao organizacoes ong ongs agencia
    observatorio observadores testemunhas medicos advogados ativistas organizadores fontes fonte porta voz ministro ministra presidente diretor diretora lider dirigente chefe governador governadora prefeito igreja bispos sindicato rede missao gabinete centro liga
    campanha criticos moradores familiares equipa equipe hospital imprensa jornal canal televisao radio regime secretario secretaria defensoria defensor instituto fundacao associacao coletivo plataforma junta federacao movimento foro forum parlamento congresso assembleia
    estado coordenador coordenadora reitor comandante general candidato candidata vice orgao eleitoral ordem advogados mandatario chanceler relatora relator cruz vermelha conferencia episcopal pm bombeiros sentinela pesquisa contagem dados relatorio lista justica
    supremo onu oea entidade entidades bloco organismo sociologa sociologo analistas analista deputada deputado instituto reportagem parentes ditador grupos boca mesaria mesario`),
  personNouns:
    wordSet(`procurador porta ministro ministra presidente diretor diretora lider dirigente chefe governador governadora prefeito secretario secretaria defensor coordenador coordenadora reitor comandante general candidato candidata vice mandatario chanceler relatora relator
    sociologa sociologo analista deputada deputado senador senadora bispo juiz juiza advogado advogada medico medica embaixador mesaria ex`),
  pronouns: new Map([
    ["ele", "person"],
    ["ela", "person"],
    ["eles", "group"],
    ["este", "person"],
  ]),
  groupWords: wordSet(
    "organizacao ong grupo organismo entidade agencia ministerio comissao conselho tribunal gabinete partido coligacao coalizao comite mesma mesmo instituto rede coletivo plataforma centro orgao relatorio",
  ),
  anyGroup: wordSet("organizacao ong grupo organismo entidade mesma mesmo coletivo plataforma"),
  contrasts: new PhraseTable(
    phrasesOf(true, "enquanto, mas, porem, embora, ao passo que, por outro lado, por sua vez"),
  ),
  openers: wordSet(
    "quando onde porque desde apos depois antes como se embora enquanto mas que quem qual com",
  ),
  relatives: wordSet("que quem"),
  complementizers: wordSet("que"),
  adjuncts:
    wordSet(`segunda terca quarta quinta sexta feira sabado domingo neste nesta nesse este esta em um uma o a os as no na nos nas passado passada ontem hoje noite manha tarde madrugada semana mes comunicado conferencia coletiva de imprensa relatorio redes sociais a jornalistas
    tambem ja entao agora depois ainda tinha havia tem ter so nao se lhe lhes janeiro fevereiro marco abril maio junho julho agosto setembro outubro novembro dezembro aos ao seu sua numa num nota video transmissao televisao lusa`),
  times: wordSet(
    "segunda terca quarta quinta sexta feira sabado domingo hoje ontem semana noite madrugada tarde manha mes entretanto",
  ),
  timeLinks: wordSet("o a no na neste nesta nesse nessa passado passada de em este esta - ultima ultimo"),
  auxiliaries: wordSet("tem tinha havia haviam tambem ja depois so ainda nao lhe se agora entao ha"),
  links: wordSet("de do da dos das o a os as e em para por no na ao pela pelo contra"),
  by: new PhraseTable(phrasesOf(true, "por, pelo, pela, pelos, pelas")),
};
