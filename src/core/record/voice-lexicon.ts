import type { Language } from "./language.ts";
import { PhraseTable, phrasesOf, wordSet } from "./phrase-table.ts";

/** How a voice puts what it says. */
export type Modality =
  | "declared"
  | "said"
  | "reported"
  | "counted"
  | "estimated"
  | "claimed"
  | "accused"
  | "denied"
  | "confirmed"
  | "found"
  /** Attributed by "according to" alone. */
  | "attributed";

/** With what words a language says who says something. Words are folded. */
export interface VoiceLexicon {
  /** Finite verbs of saying and counting. */
  readonly says: PhraseTable<Modality>;
  /** Verbs that give a result to a candidate: "declared him the winner with 52%". */
  readonly results: PhraseTable<Modality>;
  /** "According to" and its like, before the actor. */
  readonly accords: PhraseTable<Modality>;
  /** Participles right after what was said: "the 70.7% announced by", "27 muertes admitidas por". */
  readonly participles: PhraseTable<Modality>;
  /** After "according to", before the actor: "figures from", "datos de". */
  readonly figuresOf: PhraseTable<true>;
  /** After an actor's possessive, before what it says: "the authorities' assertion that". */
  readonly claims: ReadonlySet<string>;
  readonly actorNouns: ReadonlySet<string>;
  /** Persons by office: resolved and kept as persons. */
  readonly personNouns: ReadonlySet<string>;
  readonly pronouns: ReadonlyMap<string, "person" | "group">;
  /** "The group", "la organización": the last group that spoke. */
  readonly groupWords: ReadonlySet<string>;
  /** Of these, the ones that any group may be called: "the group", "la organización". */
  readonly anyGroup: ReadonlySet<string>;
  /** What begins another voice's statement. */
  readonly contrasts: PhraseTable<true>;
  /** What begins a subordinate clause: no subject reaches over it. */
  readonly openers: ReadonlySet<string>;
  readonly relatives: ReadonlySet<string>;
  readonly complementizers: ReadonlySet<string>;
  /** Words of time and manner after a verb of saying. */
  readonly adjuncts: ReadonlySet<string>;
  /** Words of time before it, and the small words that go with them. */
  readonly times: ReadonlySet<string>;
  readonly timeLinks: ReadonlySet<string>;
  readonly auxiliaries: ReadonlySet<string>;
  /** Inside a name or a title: of, de, for. */
  readonly links: ReadonlySet<string>;
  readonly by: PhraseTable<true>;
}

/** Every phrase of one list followed by every one of another. */
function pairs(heads: string, tails: string): PhraseTable<true> {
  const after = phrasesOf(true, tails);
  return new PhraseTable(
    phrasesOf(true, heads).flatMap(([head]) => after.map(([tail]) => [`${head} ${tail}`, true] as const)),
  );
}

const of = (modality: Modality, list: string) => phrasesOf<Modality>(modality, list);

/** The forms of the third person in which news says what somebody says: regular verbs only. */
const ENDINGS = {
  es: {
    ar: { simple: "a an o aron aba aban", participle: "ado", helpers: "ha han hemos habia habian habria" },
    er: { simple: "e en io ieron ia ian", participle: "ido", helpers: "ha han hemos habia habian habria" },
    ir: { simple: "e en io ieron ia ian", participle: "ido", helpers: "ha han hemos habia habian habria" },
  },
  pt: {
    ar: {
      simple: "a am ou aram ava avam ara",
      participle: "ado",
      helpers: "tem temos tinha tinham havia haviam",
    },
    er: { simple: "e em eu eram ia iam", participle: "ido", helpers: "tem temos tinha tinham havia haviam" },
    ir: { simple: "e em iu iram ia iam", participle: "ido", helpers: "tem temos tinha tinham havia haviam" },
  },
} as const;

function verbs(
  language: "es" | "pt",
  modality: Modality,
  list: string,
): readonly (readonly [string, Modality])[] {
  return list.split(/\s+/).flatMap((infinitive) => {
    const ending = infinitive.slice(-2);
    if (ending !== "ar" && ending !== "er" && ending !== "ir")
      throw new Error(`${infinitive} is no infinitive`);
    const stem = infinitive.slice(0, -2);
    const { simple, participle, helpers } = ENDINGS[language][ending];
    return [
      ...simple.split(" ").map((suffix) => [stem + suffix, modality] as const),
      ...helpers.split(" ").map((helper) => [`${helper} ${stem}${participle}`, modality] as const),
    ];
  });
}

const ENGLISH: VoiceLexicon = {
  says: new PhraseTable([
    ...of(
      "said",
      `said, says, told, tells, stated, states, added, adds, noted, notes, explained, explains, pointed out, recalled, remarked, commented, wrote, writes, stressed, underlined, warned, responded, replied, retorted, insisted, insists,
      continued, asked, boasted, tweeted, detailed, clarified, described, lamented, vowed, argued, argues, speaks of, spoke of, spoken of, talked of, quipped, read out, mentioned, agreed`,
    ),
    ...of("declared", "announced, announces, declared that, proclaimed that, indicated, indicates"),
    ...of(
      "reported",
      "reported, reports, report, informed, showed, shows, show, gave a figure of, cited figures of",
    ),
    ...of(
      "counted",
      `counted, counts, tallied, tallies, documented, documents, recorded, records, registered, registers, verified, lists, listed, tracked, identified, logged, corroborated, raised its count, raised the toll, has a list of`,
    ),
    ...of(
      "estimated",
      "estimated, estimates, estimate, put the number, put the toll, puts the number, puts the toll, put the figure, puts the figure, calculated, calculates, put the death toll, puts the death toll, put|puts arrests|deaths|detentions|injuries|releases|casualties, put|puts the dead|injured|wounded, reckons, reckoned",
    ),
    ...of(
      "claimed",
      "claimed, claims, claim, alleged, alleges, maintains, maintained, asserted, asserts, assert, contends, contended, say, speak of, argue, insist, contend",
    ),
    ...of("accused", "denounced, denounces, accuses, complained"),
    ...of(
      "denied",
      "denied, denies, deny, dispute, disputed, disputes, rejected, rejects, reject, refuted, refutes, dismissed",
    ),
    ...of(
      "confirmed",
      "confirmed, confirms, acknowledged, acknowledges, admitted, admits, conceded, concedes, recognised that, recognized that",
    ),
    ...of("found", "found that, concluded, concluded that, determined that"),
  ]),
  results: new PhraseTable([
    ...of(
      "declared",
      `declared, declares, proclaimed, proclaims, awarded, awards, handed, gave, gives, had given, credited, credits, put, puts, showed, shows, show, has given, named, certified, announced, had announced, giving, declaring, awarding, proclaiming, placed`,
    ),
  ]),
  accords: new PhraseTable(
    of(
      "attributed",
      `according to, per, in the words of, as told by, by the account of, by the count of, in the view of, as per, going by, based on data from, as reported by, as documented by,
      as published by, as cited by, as counted by, as announced by, as confirmed by, as estimated by`,
    ),
  ),
  participles: new PhraseTable([
    ...of(
      "reported",
      "reported by, documented by, published by, cited by, quoted by, released by, provided by",
    ),
    ...of("counted", "counted by, verified by, compiled by, recorded by, registered by, tallied by"),
    ...of("confirmed", "acknowledged by, admitted by, confirmed by, recognised by, recognized by"),
    ...of("estimated", "estimated by"),
    ...of("declared", "announced by, declared by, proclaimed by, issued by, claimed by, given by"),
  ]),
  figuresOf: pairs(
    `figures, data, numbers, records, a report, reports, a statement, the latest figures, the latest data, a count, counts, a tally, tallies, lists, a list, sources, estimates, an estimate,
    officials, information, results, partial results, statistics, the figures, the count, the tally, a list compiled, figures compiled, data compiled`,
    "from, by, of, at, in, released by, compiled by",
  ),
  claims: wordSet(
    "assertion claim claims figures figure count counts tally estimate estimates statement report list toll announcement data version account numbers contention own",
  ),
  actorNouns:
    wordSet(`authorities authority opposition police government army military officials ministry prosecutor prosecutors commission council tribunal court committee party coalition alliance group groups organisation organization ngo ngos agency
    observers witnesses doctors doctor lawyers lawyer activists organisers organizers sources source spokesman spokeswoman spokesperson minister president director leader head chief governor mayor church bishops union network mission
    office centre center league campaign critics residents relatives team hospital hospitals media newspaper station channel television radio regime administration secretary ombudsman institute foundation society association
    body researchers staff researcher analysts analyst monitors monitor delegation embassy ministers coordinator chair chairman chairwoman chairperson commissioner commissioners general commander candidate candidates statement report
    records law body collective platform bloc board bureau federation movement front forum department parliament congress assembly state company judges judge medics rescuers red cross firm pollster pollsters dictator results company count poll survey figures reporter reporters official`),
  personNouns:
    wordSet(`spokesman spokeswoman spokesperson minister president director leader head chief governor mayor secretary ombudsman coordinator manager chair chairman chairwoman chairperson commissioner general commander candidate doctor lawyer activist
    prosecutor analyst judge researcher mr mrs ms dr senator deputy premier king bishop archbishop attorney professor rapporteur envoy ambassador vice chancellor commander`),
  pronouns: new Map([
    ["he", "person"],
    ["she", "person"],
    ["it", "group"],
    ["they", "group"],
  ]),
  groupWords: wordSet(
    "group organisation organization ngo body agency ministry commission council tribunal court office party coalition alliance committee league association institute network report statement newspaper same",
  ),
  anyGroup: wordSet("group organisation organization ngo body same"),
  contrasts: new PhraseTable(phrasesOf(true, "while, whereas, but, however, although, though, yet")),
  openers: wordSet(
    "what how why when where because since after before as if unless until although though while whereas but that which who whom whose with despite amid following hours days weeks",
  ),
  relatives: wordSet("who which that"),
  complementizers: wordSet("that"),
  adjuncts:
    wordSet(`monday tuesday wednesday thursday friday saturday sunday on in a an the this last late early later earlier today yesterday week month morning afternoon evening night statement report press release conference
    also then now already has have had been it never since again however meanwhile separately too still himself herself itself itself repeatedly publicly only just again social media television radio twitter x state national tv
    january february march april may june july august september october november december at at least same for its part his her their from of briefing interview news online instagram video message`),
  times: wordSet(
    "monday tuesday wednesday thursday friday saturday sunday today yesterday tonight overnight earlier meanwhile separately week weekend month afterwards",
  ),
  timeLinks: wordSet("on this last late early the in next later"),
  auxiliaries: wordSet(
    "has have had also later then now still already just again previously separately earlier since meanwhile repeatedly only in turn today nevertheless",
  ),
  links: wordSet("of for the and in on at to de del da"),
  by: new PhraseTable(phrasesOf(true, "by")),
};

const SPANISH: VoiceLexicon = {
  says: new PhraseTable([
    ...verbs(
      "es",
      "said",
      `afirmar senalar agregar explicar precisar detallar indicar manifestar apuntar subrayar recalcar recordar comentar relatar expresar resaltar destacar remarcar puntualizar aclarar replicar contestar reiterar resumir
      lamentar reprochar vaticinar asegurar alegar aseverar matizar insistir responder ratificar acotar concretar celebrar advertir referir`,
    ),
    ...of(
      "said",
      `dijo, dice, dicen, dijeron, decia, decian, ha dicho, habia dicho, anadio, anade, anadieron, ha anadido, advierte, conto que, cuenta que, escribio, ha escrito, expuso, prosiguio, sostuvo, sostiene, sostienen, sostuvieron, ha sostenido, declaro que, declaro a, declaro, declara que,
      insistio, habla de, hablo de, hablan de, habia hablado de, habia hablado, ha hablado de, dio otra cifra, conto, cuenta, recuerda, recuerdan, cuentan, sugiere, sugirio, demuestra, advirtio, advierten, advirtieron, ha advertido, refirio, refiere, indico que, manifiesta, manifiestan`,
    ),
    ...verbs("es", "declared", "anunciar comunicar informar"),
    ...of("declared", "proclamo que, dio a conocer, hizo saber, dieron a conocer"),
    ...verbs("es", "reported", "reportar notificar revelar mostrar reflejar"),
    ...of(
      "reported",
      "dio cuenta de, daba cuenta de, dieron cuenta de, ha|habia dado cuenta de, ha|habia dado cuenta, muestra, muestran, informo de",
    ),
    ...verbs(
      "es",
      "counted",
      "contabilizar documentar registrar verificar computar manejar listar elevar cifrar situar constatar identificar recopilar sumar corroborar rebajar actualizar totalizar llevar acreditar",
    ),
    ...of(
      "counted",
      "redujo, los rebaja, tiene registrados, tiene registro de, tiene documentados, recogio, recoge, lleva contabilizados, eleva a, cuenta con",
    ),
    ...verbs("es", "estimated", "estimar calcular"),
    ...of("claimed", "pretende, se atribuye, se adjudica, reivindica"),
    ...verbs("es", "accused", "denunciar acusar"),
    ...verbs("es", "denied", "rechazar descartar refutar cuestionar"),
    ...of(
      "denied",
      "nego, niega, niegan, negaron, ha negado, desmintio, desmiente, ha desmentido, tambien nego",
    ),
    ...verbs("es", "confirmed", "confirmar admitir"),
    ...of("confirmed", "reconocio que, ha reconocido, reconoce que, reconocio, dan por, da por, acepta"),
    ...of("found", "concluyo que, concluyo, concluye, determino que, hallo, encontro"),
  ]),
  results: new PhraseTable([
    ...of(
      "declared",
      `ha|habia proclamado|declarado|otorgado|adjudicado|atribuido|concedido|dado, proclamo, proclama, declaro, declara, dio, da, daba, daban, dieron, otorgo, otorga, concedio, concede, atribuyo, atribuye, adjudico, adjudica, asigno, asigna, anuncio, habia dado, ha dado, diera, otorgara, arroja, arrojo, anuncia, dan, indica, indico, otorgaba, concedia, ubica, coloca`,
    ),
  ]),
  accords: new PhraseTable(
    of(
      "attributed",
      `segun, de acuerdo con, de acuerdo a, de acuerdo al, conforme a, en palabras de, a juicio de, a decir de, en opinion de, con base en datos de, segun lo informado por, segun informo, segun dijo, segun confirmo,
      segun informaron, segun denuncio, segun anuncio, segun reporto, segun preciso, segun indico, segun explico, segun senalo, segun afirmo, segun aseguro, segun publico, segun detallo, segun ha informado, segun ha confirmado,
      segun dijeron, segun revelo, segun admitio, segun reconocio, segun el recuento de, segun el balance de`,
    ),
  ),
  participles: new PhraseTable([
    ...of(
      "reported",
      "reportad~ por, publicad~ por, difundid~ por, divulgad~ por, facilitad~ por, ofrecid~ por",
    ),
    ...of(
      "counted",
      "verificad~ por, registrad~ por, documentad~ por, contabilizad~ por, contad~ por, recopilad~ por",
    ),
    ...of("confirmed", "confirmad~ por, admitid~ por, reconocid~ por"),
    ...of("estimated", "estimad~ por, calculad~ por"),
    ...of("declared", "anunciad~ por, emitid~ por, proclamad~ por, atribuid~ por"),
  ]),
  figuresOf: pairs(
    `cifras, datos, numeros, registros, un informe, el informe, informes, un comunicado, un balance, el balance, el conteo, un conteo, un recuento, la lista, una lista, las listas, fuentes,
    estimaciones, reportes, un reporte, las copias, informacion, los datos, las cifras, los registros, el ultimo balance, el ultimo informe, las cuentas, el reporte, un despacho, los numeros, un reporte, un boletin, el boletin`,
    "de, del, en",
  ),
  claims: wordSet("cifra balance"),
  actorNouns:
    wordSet(`autoridades autoridad oposicion policia gobierno ejercito fuerzas funcionarios ministerio fiscalia fiscal comision consejo tribunal corte comite partido coalicion alianza grupo organizacion organizaciones ong ongs agencia observatorio
    observadores testigos medicos abogados abogado activistas organizadores fuentes fuente portavoz vocero vocera ministro ministra presidente presidenta director directora lider dirigente jefe jefa gobernador gobernadora alcalde alcaldesa alcaldia iglesia obispos
    sindicato red mision oficina centro liga comando comite criticos vecinos familiares equipo hospital medios diario canal television radio regimen ejecutivo secretario secretaria defensoria defensor instituto fundacion asociacion colectivo
    plataforma junta federacion movimiento foro parlamento congreso asamblea estado coordinador coordinadora rector rectora comandante general candidato candidata vicepresidente vicepresidenta mandatario canciller intendente alto alta comisionada comisionado relator relatora
    fuerza armada cruz roja laboratorio conferencia episcopal prensa colegio despacho encuesta conteo recuento informe comunicado politologo sociologo socióloga analistas analista prefecto prefectura embajada departamento bombero bomberos madre padre hermana
    procuraduria procurador acnudh cidh oea onu ue expertos jueces juez magistrado autoridad ente organismo entidad reporteros periodistas documento lista registro padron despachos agencias bloque firmantes`),
  personNouns:
    wordSet(`fiscal portavoz vocero vocera ministro ministra presidente presidenta director directora lider dirigente jefe jefa gobernador gobernadora alcalde alcaldesa secretario secretaria defensor coordinador coordinadora rector rectora comandante general candidato candidata
    vicepresidente vicepresidenta mandatario canciller intendente comisionada comisionado relator relatora abogado abogada politologo sociologo sociologa analista procurador madre padre hermana medico senador senadora diputado diputada obispo cardenal doctor doctora embajador magistrado magistrada juez jueza`),
  pronouns: new Map([
    ["ella", "person"],
    ["ellos", "group"],
    ["este", "person"],
  ]),
  groupWords: wordSet(
    "organizacion ong grupo organismo entidad agencia ministerio comision consejo tribunal oficina partido coalicion comite misma mismo instituto red colectivo centro ente autoridad informe comunicado gremio",
  ),
  anyGroup: wordSet("organizacion ong grupo organismo entidad misma mismo colectivo"),
  contrasts: new PhraseTable(
    phrasesOf(
      true,
      "mientras que?, pero, aunque, en tanto que, en cambio, sin embargo, si bien, por su parte",
    ),
  ),
  openers: wordSet(
    "cuando donde porque desde tras despues antes como si aunque mientras pero que quien cual con luego pese",
  ),
  relatives: wordSet("quien que quienes"),
  complementizers: wordSet("que"),
  adjuncts:
    wordSet(`lunes martes miercoles jueves viernes sabado domingo este esta en un una el la los las pasado anoche ayer hoy noche manana tarde madrugada semana mes comunicado rueda conferencia de prensa informe red redes sociales social a periodistas medios
    tambien ya entonces ahora luego despues ademas ha han habia habian solo no se le les lo enero febrero marzo abril mayo junio julio agosto septiembre octubre noviembre diciembre ante su sus cuenta television estatal mismo misma al por parte entrevista x twitter instagram desde
    unas horas antes video mensaje balance telefonica previamente posteriormente finalmente nuevamente a las`),
  times: wordSet(
    "lunes martes miercoles jueves viernes sabado domingo hoy ayer anoche anteayer semana noche madrugada tarde manana mes entretanto",
  ),
  timeLinks: wordSet("el la este esta pasado pasada en por de ultimo a"),
  auxiliaries: wordSet(
    "ha han habia habian tambien ya luego solo ademas aun no le les se lo los en cambio entonces despues",
  ),
  links: wordSet("de del la el los las y en para e por a contra al"),
  by: new PhraseTable(phrasesOf(true, "por")),
};

const PORTUGUESE: VoiceLexicon = {
  says: new PhraseTable([
    ...verbs(
      "pt",
      "said",
      `afirmar acrescentar explicar precisar detalhar indicar apontar sublinhar destacar recordar lembrar comentar alertar ressaltar assegurar sustentar adiantar salientar reiterar frisar observar confessar insistir
      avancar garantir resumir argumentar vaticinar lamentar minimizar`,
    ),
    ...of(
      "said",
      `disse, diz, dizem, disseram, dizia, diziam, tinha dito, havia dito, declarou que, declarou, declarou a, declara que, contou que, conta que, conta, escreveu, escreve, respondeu, prosseguiu, exigiu, fala em, falou em, falam em, tinha falado em, havia falado em, referiu, refere, contrapos, prometeu, informou que,
      garante, garantem, garantiu, falava em`,
    ),
    ...verbs("pt", "declared", "anunciar informar comunicar"),
    ...of("declared", "proclamou que, fez saber, deu a conhecer"),
    ...verbs("pt", "reported", "relatar noticiar reportar revelar mostrar"),
    ...of("reported", "deu conta de, da conta de, dao conta de, deram conta de"),
    ...verbs(
      "pt",
      "counted",
      "contabilizar documentar registar registrar verificar somar listar elevar cifrar atualizar computar identificar totalizar apurar",
    ),
    ...of("counted", "contou, tem registo de, tem registro de, reune, reuniu dados"),
    ...verbs("pt", "estimated", "estimar calcular"),
    ...of("claimed", "alega, alegou, alegam, reivindica, reclama"),
    ...verbs("pt", "accused", "denunciar acusar"),
    ...verbs("pt", "denied", "negar rejeitar refutar descartar questionar"),
    ...of("denied", "desmentiu, desmente"),
    ...verbs("pt", "confirmed", "confirmar"),
    ...of("confirmed", "admitiu, admite, admitem, admitiram, reconheceu que, reconhece, tem confirmado"),
    ...of("found", "concluiu que, concluiu, constatou"),
  ]),
  results: new PhraseTable([
    ...of(
      "declared",
      `proclamou, proclama, declarou, declara, deu, dava, dao, atribuiu, atribui, concedeu, concede, conferiu, anunciou, tinha dado, havia dado, deram, davam, aponta, apontava, apontam, indicou, indicava, lhe dava, lhe deu`,
    ),
  ]),
  accords: new PhraseTable(
    of(
      "attributed",
      `segundo o|a|os|as, segundo, de acordo com, conforme, conforme o|a|os|as, nas palavras de|do|da, pelas contas da|do|das|dos|de, na conta da|do|de, na opiniao de, na avaliacao de, segundo disse, segundo informou, segundo revelou`,
    ),
  ),
  participles: new PhraseTable([
    ...of(
      "reported",
      "divulgad~ por|pela|pelo|pelas|pelos, publicad~ por|pela|pelo, relatad~ por|pela|pelo, citad~ por|pela|pelo",
    ),
    ...of(
      "counted",
      "verificad~ por|pela|pelo, registad~ por|pela|pelo, registrad~ por|pela|pelo, contabilizad~ por|pela|pelo, contad~ por|pela|pelo",
    ),
    ...of("confirmed", "confirmad~ por|pela|pelo, admitid~ por|pela|pelo, reconhecid~ por|pela|pelo|pelas"),
    ...of(
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

/** The words of a language for who says what. */
export const VOICE_LEXICON: Readonly<Record<Language, VoiceLexicon>> = {
  en: ENGLISH,
  es: SPANISH,
  pt: PORTUGUESE,
};
