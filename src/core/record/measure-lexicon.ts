import type { Language } from "./language.ts";
import type { PersonMeasure } from "./measure.ts";
import { PhraseTable, phrasesOf, wordSet } from "./phrase-table.ts";

/** With what words a language says what a number counts. Words are folded. */
export interface MeasureLexicon {
  /** Nouns for people, whatever happened to them. */
  readonly people: ReadonlySet<string>;
  /** Nouns for what happened: "27 deaths". Nothing said later about them changes what they count. */
  readonly events: PhraseTable<PersonMeasure>;
  /** Nouns and participles for people in a state: "27 dead", "192 heridos". A verb may say more: "detainees were freed". */
  readonly states: PhraseTable<PersonMeasure>;
  /** Right before the number: "killed 27", "la muerte de 27", "murieron 27". */
  readonly governors: PhraseTable<PersonMeasure>;
  /** Verbs that need no help: "27 people died". */
  readonly verbs: PhraseTable<PersonMeasure>;
  /** After an auxiliary: "27 people were killed", "27 personas han sido detenidas". */
  readonly participles: PhraseTable<PersonMeasure>;
  readonly auxiliaries: ReadonlySet<string>;
  /** What may stand between a noun and its verb without being a subject of its own. */
  readonly fillers: ReadonlySet<string>;
  /** Words that begin another statement. */
  readonly barriers: ReadonlySet<string>;
  readonly prepositions: ReadonlySet<string>;
  readonly articles: ReadonlySet<string>;
  /** "The death toll", "el número de muertos": the number comes after a verb or preposition. */
  readonly tolls: PhraseTable<PersonMeasure>;
  /** What brings a toll to its number: "rose to", "es de", "asciende a". */
  readonly reaches: ReadonlySet<string>;
  /** "Including", "entre ellos", "of them": a part of a figure before. */
  readonly partBefore: PhraseTable<true>;
  readonly partAfter: PhraseTable<true>;
  /** "More", "otros", "another": added to a figure before. */
  readonly additions: ReadonlySet<string>;
  readonly crowdVerbs: PhraseTable<true>;
  readonly crowdNouns: ReadonlySet<string>;
  /** Countries, governments, nations; "states" only of a union. */
  readonly stateNouns: PhraseTable<true>;
  readonly voteNouns: ReadonlySet<string>;
  readonly sheetNouns: ReadonlySet<string>;
  /** "Counted", "escrutadas": said of votes or sheets, the share is of the count. */
  readonly counted: ReadonlySet<string>;
  readonly voterNouns: ReadonlySet<string>;
  readonly votedVerbs: PhraseTable<true>;
  readonly turnoutNouns: ReadonlySet<string>;
  /** "Won", "obtuvo", "with": what gives a candidate a share. */
  readonly shareVerbs: ReadonlySet<string>;
  /** Economy, opinion, margins: a percentage or a number of votes next to these is none of ours. */
  readonly otherTopics: ReadonlySet<string>;
  readonly marginNouns: ReadonlySet<string>;
  readonly asylumNouns: ReadonlySet<string>;
  /** Exit polls, quick counts, opinion polls. */
  readonly pollNouns: PhraseTable<"exit-poll" | "quick-count" | "opinion-poll">;
  /** Words that make an expected thing of a number: "the arrest of another thousand". */
  readonly unreal: PhraseTable<true>;
}

const of = (measure: PersonMeasure, list: string) => phrasesOf<PersonMeasure>(measure, list);

const ENGLISH: MeasureLexicon = {
  people:
    wordSet(`people persons person civilians civilian protesters protestors protester demonstrators demonstrator marchers men man women woman
    children child minors minor teenagers teenager teens adolescents adolescent youths youth boys boy girls girl students student soldiers soldier troops policemen
    policeman police officers officer agents agent guards guard members member journalists journalist reporters activists activist opponents
    politicians politician leaders leader citizens citizen supporters supporter prisoners prisoner inmates inmate workers worker farmers growers
    victims victim patients patient casualties individuals individual teachers officials official residents resident migrants others other
    adults adult juveniles juvenile males females male female lawyers lawyer doctors nurses voters observers monitors witnesses volunteers
    relatives mothers fathers babies infants elders villagers locals foreigners nationals aides aide deputies lawmakers mayors ministers judges
    dissidents militants rebels gunmen rioters looters suspects personnel staff employees unionists party-members servicemen servicewomen
    opposition-members venezuelans kenyans bolivians hondurans demonstrants souls lives bodies corpses martyrs sympathisers sympathizers
    followers cadres candidates agitators bystanders passers-by pedestrians partisans`),
  events: new PhraseTable([
    ...of(
      "deaths",
      `deaths, death, killings, killing, fatalities, fatality, murders, murder, homicides, homicide, executions, fatal victims,
      fatal shootings, fatal casualties, lives lost, lost lives, assassinations, slayings`,
    ),
    ...of("injuries", "injuries, injury, gunshot injuries, bullet wounds, wounds"),
    ...of(
      "arrests",
      "arrests, arrest, detentions, detention, imprisonments, apprehensions, jailings, incarcerations",
    ),
    ...of("releases", "releases, prisoner|prison releases, release orders, measures of liberty, liberations"),
    ...of(
      "asylum",
      "asylum applications|requests|claims, applications|requests|claims for asylum|refuge, asylum-seekers, asylum seekers, refugees",
    ),
  ]),
  states: new PhraseTable([
    ...of(
      "deaths",
      "dead, killed, slain, murdered, executed, bodies, corpses, martyrs, shot dead, fatally shot, deceased, dead bodies, gunned down",
    ),
    ...of(
      "injuries",
      "injured, wounded, hurt, casualties, hospitalised, hospitalized, wounded people, injured people",
    ),
    ...of(
      "arrests",
      `arrested, detained, detainees, detainee, arrestees, jailed, imprisoned, political prisoners, prisoners of conscience, political detainees, in custody, behind bars, apprehended,
      captured, in detention, rounded up, incarcerated, taken into custody, arbitrarily detained, in jail, in prison`,
    ),
    ...of("releases", "released, freed, let go, set free"),
  ]),
  governors: new PhraseTable([
    ...of(
      "deaths",
      `killed, killing, kill, kills, murdered, murdering, shot dead, shot and killed, gunned down, executed, death|deaths|killing|killings|murder|murders of,
      lives of, bodies of, took the lives of, cost the lives of, claimed the lives of, slain, deadly shooting of`,
    ),
    ...of(
      "injuries",
      "injured, injuring, injure, wounded, wounding, wounds, hurt, hurting, treated, treating, injuries|injury to, wounding of, injuries of, hospitalised, hospitalized",
    ),
    ...of(
      "arrests",
      `arrested, arresting, arrests, arrest|arrests|detention|detentions|capture|imprisonment|jailing of, detained, detaining, detain, detains, jailed, jailing, rounded up, rounding up, captured,
      capturing, imprisoned, took|taken|taking into custody, apprehended, apprehending, locked up, incarcerated`,
    ),
    ...of(
      "releases",
      `released, releasing, release, releases, release|releases|freeing|liberation of, freed, freeing, frees, let go, set free, released from prison, let out`,
    ),
    ...of(
      "crowd",
      "crowd|crowds|rally|march|gathering|demonstration|audience of, drew, drawing, attracted, attracting, brought together, mobilised, mobilized, crowds? estimated at",
    ),
    ...of(
      "asylum",
      "granted asylum to, given asylum to, gave asylum to, sheltering, taken in, took in, taken in about",
    ),
  ]),
  verbs: new PhraseTable([
    ...of(
      "deaths",
      "died, die, dying, perished, succumbed, lost their lives, lost his life, lost her life, losing their lives, lose their lives, lay dead, were dead, are dead, is dead, was dead, lost lives",
    ),
    ...of(
      "injuries",
      "sustained injuries|wounds, suffered injuries|wounds, suffered gunshot|bullet|pellet wounds, needed treatment, needed hospital care, required treatment, were|was taken to hospital, with bullet|gunshot|pellet|shrapnel wounds|injuries, with wounds, with injuries",
    ),
    ...of(
      "arrests",
      "remain|remained in custody|detention|prison|jail, remain|remained detained|jailed|imprisoned|behind bars, are|were|was in custody|jail|prison|detention, were|are behind bars",
    ),
    ...of(
      "releases",
      "walked free, left prison|jail, walked out of prison|jail, regained their freedom|liberty",
    ),
    ...of(
      "asylum",
      `sought|seek|requested|received|obtained|found asylum|refuge|protection, have|had sought|requested|received asylum|refuge, applied for asylum, took refuge|shelter, taken refuge|shelter,
      sheltering in, been sheltering, are sheltering, fled to|into|across, sought refuge|asylum|shelter, took shelter, were|was granted asylum, been granted asylum, went into exile, gone into exile`,
    ),
  ]),
  participles: new PhraseTable([
    ...of(
      "deaths",
      "killed, murdered, slain, executed, confirmed dead, found dead, shot dead, shot and killed, gunned down, reported dead|killed, beaten to death, declared|pronounced dead, fatally shot|wounded, dead, assassinated",
    ),
    ...of(
      "injuries",
      "injured, wounded, hurt, hospitalised, hospitalized, treated, reported injured|wounded, admitted to hospital, admitted to the hospital, struck by bullets|pellets",
    ),
    ...of(
      "arrests",
      `arrested, detained, jailed, imprisoned, rounded up, taken into custody, apprehended, captured, held, locked up, incarcerated, placed under arrest, remanded, picked up,
      arbitrarily detained|arrested, in custody, in detention, behind bars`,
    ),
    ...of("releases", "released, freed, let go, set free, liberated, released on bail, bailed"),
  ]),
  auxiliaries: wordSet(
    "was were is are be been being have has had got get gets getting remain remained remains",
  ),
  fillers:
    wordSet(`also already since then reportedly later still now so far all both either more others other of the a an their his her its in on at from by with near
    around across during under over overnight today yesterday tonight confirmed officially arbitrarily currently allegedly apparently subsequently initially shot
    monday tuesday wednesday thursday friday saturday sunday last this week night day city capital country state province region town district
    as part connection linked related to post-election after who that which not only just even eventually finally`),
  barriers: wordSet(
    `but while whereas although though because when where if unless said says saying told according and or nor whose than before until`,
  ),
  prepositions: wordSet(
    "of in on at from by with near for to during across after since under over among between inside outside around within into",
  ),
  articles: wordSet("the a an"),
  tolls: new PhraseTable([
    ...of(
      "deaths",
      `death toll, toll, overall|total|official|provisional|latest toll, number of deaths|dead|victims|fatalities|killings, count of the dead, dead, deaths, death count,
      tally of the dead, tally|count of deaths|killings, figure for the dead, number of people killed, number of those killed, toll of the dead, body count`,
    ),
    ...of(
      "injuries",
      "number of injured|wounded|injuries, wounded, injured, number of officers|soldiers|police|people injured|wounded|hurt, number of those injured|wounded|hurt, injury toll",
    ),
    ...of(
      "arrests",
      `number of arrests|detainees|detained|arrested|prisoners|detentions, number of political prisoners, number of people arrested|detained|jailed, number of those arrested|detained, arrests, detainees, arrest count|tally|toll,
      count of political prisoners, count|tally|total of arrests|detainees|detentions|prisoners, detentions, political prisoners, number of incarcerations, incarcerations`,
    ),
    ...of(
      "releases",
      "number of releases|released|freed, number of detainees|prisoners|people released|freed, releases, total of releases",
    ),
    ...of(
      "crowd",
      "crowd, turnout at the rally, number of marchers|protesters|demonstrators, attendance, size of the crowd",
    ),
  ]),
  reaches:
    wordSet(`to at is was of stands stood rose rises risen climbed climbs reached reaches now has had have been are were put puts raising raises raised bringing brings brought takes taking
    grew grown up from estimated hit passed by late exceeds jumped went official as so far least number numbers totals totalled totaled count counts stand remains remained total`),
  partBefore: new PhraseTable(
    phrasesOf(
      true,
      "including, among them, among whom, of them, of whom, which include, that include, include, included, includes, comprising, as well as",
    ),
  ),
  partAfter: new PhraseTable(
    phrasesOf(
      true,
      "of them, of whom, of those, of these, of the dead|victims|detainees|arrested|killed|deaths|prisoners|injured|wounded|total|fatalities, of those killed|arrested|detained|injured, among them, of which",
    ),
  ),
  additions: wordSet("more another others further additional extra new"),
  crowdVerbs: new PhraseTable(
    phrasesOf(
      true,
      `gathered, gather, gathering, marched, march, marching, rallied, rally, demonstrated, demonstrate, protested, protest, protesting, took to the streets, taken to the streets, poured into, streamed,
      chanted, waved, flooded, filled, attended, turned out, assembled, answered the call, joined the|a march|rally|protest, took part, massed, converged, packed, celebrated, thronged, formed, danced, walked`,
    ),
  ),
  crowdNouns: wordSet(
    "protesters protestors demonstrators marchers supporters people venezuelans followers sympathisers sympathizers citizens opponents women men students kenyans voters workers onlookers youths",
  ),
  stateNouns: new PhraseTable(
    phrasesOf(
      true,
      "countries, nations, governments, member states, member countries, foreign ministers, foreign governments, states parties, capitals, member nations, european|latin|american states, sovereign states",
    ),
  ),
  voteNouns: wordSet("vote votes ballots ballot"),
  sheetNouns: wordSet(
    `tally tallies sheets sheet actas records record forms form protocols protocol stations station precincts precinct machines returns minutes tables booths results centres centers`,
  ),
  counted: wordSet(
    "counted tallied processed reporting in transmitted tabulated scanned computed digitised digitized verified scrutinised received completed",
  ),
  voterNouns: wordSet("voters electorate electors citizens rolls roll eligible registered"),
  votedVerbs: new PhraseTable(
    phrasesOf(
      true,
      "voted, vote, cast a ballot, cast a vote, cast ballots, cast their ballots|votes|vote, had cast a ballot, took part in the vote|election|poll|polls|voting|ballot, went to the polls, turned out to vote, participated, turned out",
    ),
  ),
  turnoutNouns: wordSet("turnout participation"),
  shareVerbs:
    wordSet(`won win wins winning got gets get obtained obtains received receives took takes taken polled garnered secured scored credited given gave gives gained captured earned
    winner victor victory re-elected reelected reelection re-election elected led leads leading lead ahead behind against with for to over versus beat defeated declared second third trailing trailed
    share claimed claims put puts handed awarded giving awarding showed shows show indicate indicates polls had has have`),
  otherTopics:
    wordSet(`gdp inflation economy economic growth unemployment poverty population prices price wages wage currency oil output exports approval popularity
    households percent-of-gdp tax taxes interest rate rates salary salaries seats seat abstention women land territory increase decrease drop fall rise fell rose dropped error margin
    budget aid discount market trade revenue visited lost value ratings rating seats`),
  marginNouns: wordSet(
    "margin difference gap lead advantage majority error ahead behind short missing invented distance",
  ),
  asylumNouns: wordSet("asylum refuge exile"),
  pollNouns: new PhraseTable([
    ["exit poll|polls", "exit-poll"],
    ["quick count|counts", "quick-count"],
    ["parallel count|tabulation|tally", "quick-count"],
    ["opinion poll|polls|survey|surveys", "opinion-poll"],
    ["pre-election polls|poll|survey", "opinion-poll"],
    // Alone, "the polls" are where people vote: "within hours of polls closing".
    ["independent|recent|latest|several|most|private|public|national polls|poll", "opinion-poll"],
    [
      "polls|poll show|shows|showed|suggest|suggests|suggested|predict|predicts|predicted|put|puts|gave|gives|found|finds|had|by|from|of",
      "opinion-poll",
    ],
    ["survey|surveys|pollster|pollsters", "opinion-poll"],
  ]),
  unreal: new PhraseTable(
    phrasesOf(
      true,
      "a further, looking for, promised, promising, vowed, threatened, could, would, up for, wants, plans, planned, need, needs, needed, should, fewer, requires, require, will, i have, my",
    ),
  ),
};

const SPANISH: MeasureLexicon = {
  people:
    wordSet(`personas persona civiles civil manifestantes manifestante hombres hombre mujeres mujer ninos nino ninas menores menor adolescentes adolescente jovenes joven
    estudiantes estudiante soldados soldado militares militar policias policia agentes agente efectivos efectivo funcionarios funcionario uniformados miembros miembro
    periodistas periodista reporteros activistas activista opositores opositor dirigentes dirigente politicos lideres lider ciudadanos ciudadano venezolanos bolivianos hondurenos
    seguidores seguidor simpatizantes partidarios prisioneros reos internos trabajadores campesinos cocaleros victimas victima pacientes individuos maestros docentes vecinos
    vecino migrantes adultos varones abogados medicos electores votantes observadores testigos voluntarios familiares madres padres bebes indigenas extranjeros
    diputados alcaldes exalcaldes ministros jueces magistrados militantes rebeldes sospechosos empleados sindicalistas guardias guardia sargento caracostenos otros otras
    mas vidas cuerpos integrantes asistentes comuneros pobladores transeuntes turistas exmilitares exfuncionarios almas infantes gendarmes tenientes oficiales oficial sacerdotes religiosos
    comerciantes obreros custodios asesores colaboradores comuneras connacionales compatriotas exministro exministros muchachos chicos rectores profesores`),
  events: new PhraseTable([
    ...of(
      "deaths",
      `muertes, muerte, fallecimientos, fallecimiento, asesinatos, asesinato, decesos, deceso, homicidios, homicidio, ejecuciones, ejecuciones extrajudiciales, victimas mortales|fatales, victima mortal|fatal,
      bajas mortales, vidas perdidas, feminicidios`,
    ),
    ...of("injuries", "lesiones, heridas"),
    ...of(
      "arrests",
      "detenciones, detencion, arrestos, arresto, aprehensiones, aprehension, capturas, captura, encarcelamientos, encarcelaciones, apresamientos, casos de detencion, detenciones arbitrarias",
    ),
    ...of(
      "releases",
      "excarcelaciones, excarcelacion, liberaciones, liberacion, medidas de libertad, boletas de excarcelacion, libertades",
    ),
    ...of(
      "asylum",
      "solicitudes|peticiones|pedidos de asilo|refugio, solicitantes de asilo|refugio, asilados, asilado, refugiados, solicitudes de proteccion, exiliados",
    ),
  ]),
  states: new PhraseTable([
    ...of(
      "deaths",
      "muert~, fallecid~, asesinad~, abatid~, ultimad~, ejecutad~, cadaveres, cadaver, cuerpos sin vida, difuntos, martires, muert~ a tiros, muert~ a bala, fallecid~ y",
    ),
    ...of(
      "injuries",
      "herid~, lesionad~, contus~, balead~, hospitalizad~, internad~, herid~ de bala, herid~ por bala, herid~ graves, golpead~",
    ),
    ...of(
      "arrests",
      `detenid~, arrestad~, pres~, pres~ politic~, prisioneros politicos, aprehendid~, capturad~, encarcelad~, apresad~, recluid~, privad~ de libertad, privad~ de su libertad, tras las rejas, bajo custodia,
      bajo arresto, retenid~, encerrad~, imputad~, procesad~, pres~ de conciencia, pres~ por razones politicas`,
    ),
    ...of("releases", "excarcelad~, liberad~, puest~ en libertad, en libertad, libres"),
  ]),
  governors: new PhraseTable([
    ...of(
      "deaths",
      `mataron, mato, asesinaron, murieron, mueren, muere, murio, fallecieron, fallecen, fallecio, perdieron la vida, perecieron, muerte|muertes|asesinato|asesinatos|fallecimiento|ejecucion|homicidio|homicidios|deceso|decesos de,
      muerte|muertes|asesinato|fallecimiento de los|las|otras|otros, mato a, mataron a, matan a, mata a, asesino a, asesinaron a, asesinan a, han|habian|hubieran|hayan|habrian muerto|fallecido, ha matado a, han matado a,
      fueron asesinados|asesinadas|abatidos, fueron ejecutados, cobro la vida de, cobrado la vida de, costo la vida a, costado la vida a, cuerpos|cadaveres de, causo la muerte de, vida de, vidas de, abatio a, abatieron a, abatidos,
      resultaron muertos|muertas, resulto muerto, ha causado, han perdido la vida`,
    ),
    ...of(
      "injuries",
      `hirio a, hirieron a, hiere a, han herido a, resultaron heridos|heridas|lesionados|lesionadas, fueron heridos|heridas, quedaron heridos|heridas, lesiono a, lesionaron a, herido a, heridos a, heridas a, lesiones a, atendio, atendido, atendieron,
      estan heridos|heridas, han resultado heridos|heridas, hospitalizaron a, heridos, lesionados`,
    ),
    ...of(
      "arrests",
      `arrestaron, detienen, aprehendieron, capturaron, encarcelaron, apresaron, han detenido, han arrestado, detuvo a, detuvieron a, detienen a, detiene a, arresto a, arrestaron a, arrestan a, arrestado a, detenido a, han detenido a, detencion|detenciones|arresto|arrestos|captura|capturas|aprehension|encarcelamiento|apresamiento de,
      capturo a, capturaron a, capturado a, capturamos a, detuvimos a, aprehendio a, aprehendieron a, aprehendido a, fueron detenidos|detenidas|arrestados|arrestadas|aprehendidos|aprehendidas|capturados|apresados|encarcelados, han sido detenidos|detenidas|arrestados|arrestadas|aprehendidos|encarcelados,
      apreso a, apresaron a, encarcelo a, encarcelaron a, encarcelado a, detuvo, detuvieron, arrestaron, hay detenidos|detenidas, fue detenida, mantiene|mantienen detenidos|presos|detenidas|encarcelados a, permanecen|siguen|estan detenidos|detenidas|presos|presas|recluidos,
      mantiene tras las rejas a, mantienen tras las rejas a`,
    ),
    ...of(
      "releases",
      `liberaron, excarcelaron, soltaron, libero, excarcelo, solto, han liberado, han excarcelado, ha liberado, ha excarcelado, libero a, liberaron a, libera a, liberado a, excarcelo a, excarcelaron a, excarcela a, excarcelado a, liberacion|excarcelacion|liberaciones|excarcelaciones|soltura de, puso en libertad a, pusieron en libertad a, solto a, soltaron a, soltado a,
      fueron excarcelados|excarceladas|liberados|liberadas, han sido excarcelados|excarceladas|liberados|liberadas, fueron puestos|puestas en libertad, dio libertad a, puesto en libertad a`,
    ),
    ...of(
      "crowd",
      "multitud|marcha|manifestacion|concentracion de, reunio a, congrego a, convoco a, movilizo a, atrajo a, ante, reunieron a, congregaron a, movilizaron a",
    ),
    ...of(
      "asylum",
      "otorgo asilo a, concedio asilo a, dio asilo a, asilo a, acogio a, acoge a, concedido asilo a, refugio a, alberga a, recibio a",
    ),
  ]),
  verbs: new PhraseTable([
    ...of(
      "deaths",
      `murieron, mueren, murio, muere, fallecieron, fallecio, fallecen, perdieron la vida, perdio la vida, perecieron, han muerto, ha muerto, habian muerto, habia muerto, han fallecido, ha fallecido, habian fallecido, habia fallecido,
      han perdido la vida, habian perdido la vida, hayan muerto, hayan fallecido, cayeron, habrian muerto, habrian fallecido, tambien perdio la vida, ha perdido la vida, ocurrieron en`,
    ),
    ...of(
      "injuries",
      "sufrieron lesiones|heridas, sufrio lesiones|heridas, recibieron impactos de bala, necesitaron atencion, requirieron atencion, presentan heridas, han sufrido lesiones|heridas, recibieron disparos|perdigones, sufrieron quemaduras, han perdido un ojo, siguen ingresados|hospitalizados|internados, con heridas, con lesiones, con impactos",
    ),
    ...of(
      "arrests",
      "siguen|permanecen|continuan|estan|quedan detenidos|detenidas|presos|presas|recluidos|recluidas|encarcelados|encarceladas|tras|bajo|en prision|prision, siguen|estan en prision|la carcel, permanecen en prision",
    ),
    ...of(
      "releases",
      "salieron de la carcel|prision, salieron en libertad, recuperaron la|su libertad, han salido de la carcel|prision, habian salido de la carcel|prision, obtuvieron la|su libertad, quedaron en libertad, han recuperado la|su libertad, salieron libres",
    ),
    ...of(
      "asylum",
      `pidieron asilo|refugio, solicitaron asilo|refugio, han solicitado asilo|refugio, han pedido asilo|refugio, recibieron asilo, se asilaron, se refugiaron, se han exiliado, se exiliaron, se han refugiado, buscaron asilo|refugio, permanecen asilados,
      obtuvieron asilo, pidio asilo, huyeron a|hacia, permanecen refugiados, estan asilados|refugiados, tomaron refugio, que pidieron asilo`,
    ),
  ]),
  participles: new PhraseTable([
    ...of(
      "deaths",
      "muert~, asesinad~, abatid~, ejecutad~, ultimad~, fallecid~, muert~ a tiros, asesinad~ a tiros, balead~ mortalmente, sin vida",
    ),
    ...of(
      "injuries",
      "herid~, lesionad~, hospitalizad~, atendid~, balead~, ingresad~, internad~, golpead~, herid~ de bala",
    ),
    ...of(
      "arrests",
      "detenid~, arrestad~, aprehendid~, capturad~, encarcelad~, apresad~, recluid~, pres~, privad~ de libertad, puest~ a la orden, imputad~, procesad~, llevad~ pres~, tras las rejas, bajo custodia, en prision, bajo arresto",
    ),
    ...of("asylum", "asilad~, refugiad~, exiliad~"),
    ...of(
      "releases",
      "liberad~, excarcelad~, puest~ en libertad, soltad~, en libertad, libres, dejad~ en libertad",
    ),
  ]),
  auxiliaries:
    wordSet(`fue fueron ha han sido habia habian habria habrian haya hayan resulto resultaron resultado quedo quedaron esta estan estaba estaban permanece permanecen
    sigue siguen continua continuan encuentra encuentran fuera fueran seran ser son es era eran hubo terminaron acabaron habido`),
  fillers:
    wordSet(`tambien ya despues luego mas otros otras todos todas de del la las los el en un una sus su con por desde hasta durante a al este esta entre cerca ayer hoy
    lunes martes miercoles jueves viernes sabado domingo pasado noche madrugada semana capital ciudad pais estado provincia tras arbitrariamente presuntamente aun todavia oficialmente
    que quienes se no solo supuestamente inicialmente posteriormente`),
  barriers: wordSet("pero mientras aunque porque cuando donde si segun dijo y e o u ni sino como antes"),
  prepositions: wordSet("de del en a al con por para desde hasta durante entre tras sobre contra ante sin"),
  articles: wordSet("el la los las un una unos unas"),
  tolls: new PhraseTable([
    ...of(
      "deaths",
      `numero|cifra|balance|saldo|total|conteo|cuenta|lista de muertos|fallecidos|victimas|muertes|asesinados|fallecimientos, numero|cifra|balance|saldo|total|lista de victimas mortales|fatales, muertos, fallecidos, victimas mortales|fatales, cifra de victimas mortales|fatales,
      cifra|numero de personas muertas|fallecidas|asesinadas, los muertos, los fallecidos, numero|cifra total de muertos|fallecidos|muertes, las victimas, asesinados, muertes, balance oficial de muertos`,
    ),
    ...of(
      "injuries",
      "numero|cifra|total|saldo de heridos|lesionados, heridos, lesionados, los heridos, los lesionados, cifra de personas heridas",
    ),
    ...of(
      "arrests",
      `numero|cifra|total|cuenta|conteo|lista de detenidos|detenciones|arrestos|arrestados|presos|capturados|aprehendidos|encarcelados, numero|cifra|total|lista de presos politicos, numero total de presos politicos, detenidos, arrestados, presos, detenciones, arrestos,
      numero|cifra de personas detenidas|arrestadas, presos politicos, los presos, los detenidos, los arrestados, aprehendidos, las detenciones, los arrestos, procesados`,
    ),
    ...of(
      "releases",
      "numero|cifra|total de excarcelados|liberados|excarcelaciones|liberaciones, excarcelaciones, liberaciones, excarcelados, liberados, las liberaciones, las excarcelaciones, los excarcelados",
    ),
    ...of(
      "crowd",
      "asistentes, los asistentes, asistencia, manifestantes, los manifestantes, numero de manifestantes|asistentes",
    ),
  ]),
  reaches:
    wordSet(`a en de es fue son eran sube subio suben subieron asciende ascienden ascendio ascendieron llega llegan llego llegaron eleva elevo elevan elevaron cifro situo situa fijo ya suman sumaban sumo suma alcanza alcanzan alcanzo aumento aumenta hasta
    el la los las un total al se ha han ahora van va desde cifra estima calculo calcula estiman redujo rebaja bajo estimo ubico pasa paso asi que como esta queda lleva llevan`),
  partBefore: new PhraseTable(
    phrasesOf(
      true,
      "incluidos, incluidas, incluido, incluida, incluyendo, entre ellos, entre ellas, entre los que se cuentan, entre los cuales hay, entre estos, de ellos, de ellas, de los cuales, de las cuales, de los que, de las que, incluye, incluye a, incluyen, incluyen a, entre los que hay, entre los que figuran, entre las victimas, incluidas las de, incluidos los de, ademas de, asi como",
    ),
  ),
  partAfter: new PhraseTable(
    phrasesOf(
      true,
      "de ellos, de ellas, de los cuales, de las cuales, de estos, de estas, de los muertos|fallecidos|detenidos|heridos|presos|arrestados|asesinados, de las victimas|muertes|detenciones, entre ellos, de los que",
    ),
  ),
  additions: wordSet("mas otros otras otro otra adicionales nuevas nuevos nueva nuevo"),
  crowdVerbs: new PhraseTable(
    phrasesOf(
      true,
      `se concentraron, se congregaron, se reunieron, marcharon, se manifestaron, protestaron, salieron a las calles, salieron a la calle, tomaron las calles, se movilizaron, participaron en la|una marcha|concentracion|manifestacion,
      acudieron a la|una marcha|concentracion, desfilaron, llenaron, asistieron, caminaron, coparon, corearon, abarrotaron, acompanaron, se dieron cita, inundaron, gritaron, han salido a las calles, se sumaron, salio a las calles, salio a la calle, se concentro, marcho`,
    ),
  ),
  crowdNouns: wordSet(
    "personas manifestantes simpatizantes seguidores partidarios opositores venezolanos ciudadanos asistentes mujeres estudiantes jovenes bolivianos hondurenos chavistas oficialistas trabajadores",
  ),
  stateNouns: new PhraseTable(
    phrasesOf(
      true,
      "paises, naciones, gobiernos, estados miembros, cancilleres, cancillerias, gobiernos extranjeros, mandatarios, estados miembro, estados parte, naciones miembros",
    ),
  ),
  voteNouns: wordSet("voto votos sufragio sufragios papeleta papeletas votacion preferencias"),
  sheetNouns: wordSet(
    "acta actas mesa mesas urnas registros colegios centros escrutinio computo conteo planillas protocolos boletas formularios juntas maquinas",
  ),
  counted: wordSet(
    `escrutadas escrutados escrutado escrutada contadas contados contado contabilizadas contabilizados contabilizado computadas computados computado procesadas procesados procesado transmitidas transmitidos totalizadas totalizados digitalizadas recibidas
    transmision verificadas publicadas recontados`,
  ),
  voterNouns: wordSet(
    "electores padron inscritos votantes censo electorado empadronados habilitados registrados ciudadanos",
  ),
  votedVerbs: new PhraseTable(
    phrasesOf(
      true,
      "votaron, votó, voto, han votado, habian votado, acudieron a las urnas|votar, sufragaron, participaron, acudieron a los centros de votacion, ejercieron su derecho, ejercieron el voto, participaron en la eleccion|las elecciones|los comicios, acudieron a",
    ),
  ),
  turnoutNouns: wordSet("participacion afluencia concurrencia asistencia"),
  shareVerbs:
    wordSet(`gano ganaba gana ganar obtuvo obtiene obtenia obtener obteniendo recibio recibe logro logra consiguio alcanzo alcanza alcanzaba suma sumo sumaba tiene tenia tuvo saco cosecho acumula acumulo lidera encabeza vencio vence ganador vencedor victoria triunfo
    reeleccion reelecto reelegido proclamo declaro dado otorgado obtenido ganado logrado recibido alcanzado conseguido dio daba da dan otorgo otorga atribuyo adjudico asigno frente contra con por ante versus superando marcha aventaja impuso imponia votos dando otorgando atribuye fijo situo seguido segundo concede concedio obtendria arroja resultado apoyo respaldo`),
  otherTopics:
    wordSet(`pib inflacion economia economico crecimiento desempleo pobreza poblacion precios precio salario salarios moneda petroleo exportaciones aprobacion popularidad hogares impuesto impuestos abstencion abstencionismo abstenciones
    escanos escano curules mujeres territorio subio aumento cayo caida bajo reduccion dolar visitaron visito error margen presupuesto valor ausentismo recorte poblacional ventas produccion tasa`),
  marginNouns: wordSet(
    "diferencia margen ventaja brecha error distancia mayoria faltan restan supero superaba adelante",
  ),
  asylumNouns: wordSet("asilo refugio exilio"),
  pollNouns: new PhraseTable([
    ["encuesta|encuestas|sondeo|sondeos a boca|pie de urna", "exit-poll"],
    ["boca de urna", "exit-poll"],
    ["conteo|conteos rapido|rapidos", "quick-count"],
    ["recuento|conteo paralelo", "quick-count"],
    ["encuesta|encuestas|sondeo|sondeos", "opinion-poll"],
  ]),
  unreal: new PhraseTable(
    phrasesOf(
      true,
      "buscamos a, buscando a, estamos buscando a, prometio, promete, amenazo con, podria, podrian, necesita, necesitan, hacen falta, faltan, hara falta, exige, capturar a, capturara a, detendra a, seran, tengo, mis",
    ),
  ),
};

const PORTUGUESE: MeasureLexicon = {
  people:
    wordSet(`pessoas pessoa civis civil manifestantes manifestante homens homem mulheres mulher criancas crianca menores menor adolescentes adolescente jovens jovem estudantes estudante
    soldados soldado militares militar policias policia policiais policial agentes agente membros membro jornalistas jornalista reporteres ativistas ativista activistas opositores opositor
    dirigentes politicos lideres cidadaos cidadao venezuelanos mocambicanos brasileiros apoiadores apoiantes simpatizantes partidarios prisioneiros reclusos presidiarios trabalhadores camponeses vitimas vitima
    pacientes individuos professores moradores migrantes adultos advogados medicos eleitores observadores testemunhas voluntarios familiares maes pais bebes indigenas estrangeiros deputados
    prefeitos ministros juizes militantes rebeldes suspeitos funcionarios sindicalistas guardas guarda profissionais outros outras vidas corpos integrantes participantes caminhoneiros bombeiros efetivos
    elementos oficiais populares garimpeiros comerciantes presidiarias detentos`),
  events: new PhraseTable([
    ...of(
      "deaths",
      "mortes, morte, obitos, obito, falecimentos, assassinatos, assassinato, homicidios, homicidio, execucoes, vitimas mortais|fatais, vitima mortal|fatal, assassinios",
    ),
    ...of("injuries", "ferimentos, lesoes"),
    ...of(
      "arrests",
      "detencoes, detencao, prisoes, prisao, capturas, apreensoes de pessoas, encarceramentos",
    ),
    ...of("releases", "libertacoes, libertacao, solturas, soltura, liberacoes, alvaras de soltura"),
    ...of(
      "asylum",
      "pedidos de asilo|refugio, solicitacoes de asilo|refugio, requerentes|solicitantes de asilo|refugio, asilados, asilado, refugiados, exilados",
    ),
  ]),
  states: new PhraseTable([
    ...of(
      "deaths",
      "mort~, falecid~, assassinad~, cadaveres, cadaver, executad~, abatid~, martires, corpos sem vida, mort~ a tiro, mort~ a tiros",
    ),
    ...of(
      "injuries",
      "ferid~, balead~, lesionad~, hospitalizad~, internad~, ferid~ a bala, agredid~, ferid~ graves",
    ),
    ...of(
      "arrests",
      "detid~, pres~, pres~ politic~, prisioneiros politicos, encarcerad~, capturad~, aprisionad~, na cadeia, na prisao, sob custodia, atras das grades, em prisao, sob detencao, recolhid~, detid~ arbitrariamente",
    ),
    ...of("releases", "libertad~, libertos, solt~, liberad~, em liberdade, post~ em liberdade"),
  ]),
  governors: new PhraseTable([
    ...of(
      "deaths",
      `morreram, morreu, morrem, faleceram, faleceu, perderam a vida, morte|mortes|assassinato|assassinatos|falecimento|execucao|obito de|das|dos, mataram, matou, mata, assassinou, assassinaram, foram mortos|mortas|assassinados|executados, custou a vida a, tirou a vida a|de,
      vida de, corpos de, resultaram na morte de, causou a morte de, causaram a morte de, terem|tenham|ter|haviam|tinham|havia|tinha morrido, ja morreram, matando, na morte de, foi morto, foram mortos`,
    ),
    ...of(
      "injuries",
      "feriu, feriram, ferindo, feridas, ficaram feridos|feridas, ficou ferido, foram feridos|feridas|baleados|baleadas, balearam, ferimentos em|a, ferimentos causados a, feridos",
    ),
    ...of(
      "arrests",
      `deteve, detiveram, detem, prendeu, prenderam, prende, prendendo, prender, deteve a, detencao|detencoes|prisao|prisoes|captura|capturas de|das|dos, capturou, capturaram, foram detidos|detidas|presos|presas|capturados, foi preso, foi detido, encarcerou, estao presos|detidos,
      mantem presos|detidos, seguem|continuam|permanecem presos|detidos|detidas|presas, detidos, prendemos, haviam prendido`,
    ),
    ...of(
      "releases",
      "libertou, libertaram, libertacao|libertacoes|soltura|solturas|liberacao de|das|dos, soltou, soltaram, solta, libera, liberou, liberaram, pos em liberdade, foram libertados|libertadas|soltos|soltas|liberados, libertado, soltado",
    ),
    ...of(
      "crowd",
      "multidao|marcha|manifestacao|concentracao|ato|comicio de|com, reuniu, juntou, mobilizou, atraiu, congregou, reuniram, perante, ante, diante de, juntaram",
    ),
    ...of("asylum", "concedeu asilo a, acolheu, deu asilo a, abriga, abrigou"),
  ]),
  verbs: new PhraseTable([
    ...of(
      "deaths",
      `morreram, morreu, morrem, faleceram, faleceu, perderam a vida, perdeu a vida, terem morrido, tenham morrido, haviam morrido, ja morreram, tinham morrido, terao morrido, teriam morrido, perderam as suas? vidas, tambem morreram`,
    ),
    ...of(
      "injuries",
      "sofreram ferimentos|lesoes, sofreu ferimentos, ficaram feridos|feridas, ficou ferido|ferida, deram entrada nos hospitais, foram atingidos|atingidas, receberam tiros, com ferimentos, com lesoes",
    ),
    ...of(
      "arrests",
      "seguem|continuam|permanecem|estao presos|presas|detidos|detidas|encarcerados|na|sob, seguem na cadeia|prisao, continuam na cadeia|prisao, estao na cadeia|prisao",
    ),
    ...of(
      "releases",
      "sairam da cadeia|prisao, sairam em liberdade, foram restituidos|restituidas a liberdade, ganharam a liberdade, recuperaram a liberdade, ganharam liberdade",
    ),
    ...of(
      "asylum",
      `estao|permanecem|seguem refugiados|asilados|refugiadas|asiladas, pediram asilo|refugio, solicitaram asilo|refugio, procuraram asilo|refugio, buscaram asilo|refugio, refugiaram-se, refugiaram - se, se refugiaram, se asilaram, receberam asilo, obtiveram asilo, exilaram - se, fugiram para, se exilaram, ja pediram asilo|refugio`,
    ),
  ]),
  participles: new PhraseTable([
    ...of(
      "deaths",
      "mort~, assassinad~, executad~, abatid~, encontrad~ mort~, mort~ a tiro, mort~ a tiros, alvejad~ mortalmente",
    ),
    ...of("injuries", "ferid~, balead~, lesionad~, hospitalizad~, atingid~, alvejad~, internad~, agredid~"),
    ...of(
      "arrests",
      "detid~, pres~, capturad~, encarcerad~, recolhid~, levad~ pres~, aprisionad~, indiciad~, na cadeia, na prisao, sob custodia",
    ),
    ...of(
      "releases",
      "libertad~, solt~, liberad~, post~ em liberdade, restituid~ a liberdade, colocad~ em liberdade, em liberdade",
    ),
  ]),
  auxiliaries:
    wordSet(`foi foram ficou ficaram esta estao estava estavam haviam havia tinham tinha tenham tenha ter terem terao teriam sido seguem segue continuam continua permanecem permanece
    ha houve sao era eram ja ser serem seriam acabaram resultaram`),
  fillers:
    wordSet(`tambem ja depois mais outros outras todos todas de do da dos das no na nos nas o a os as em um uma seus sua com por pelo pela pelos desde ate durante este esta neste nesta nesse
    entre cerca ontem hoje segunda terca quarta quinta sexta feira sabado domingo passado noite madrugada semana capital cidade pais estado provincia apos arbitrariamente alegadamente ainda
    que quem nao so supostamente inicialmente posteriormente`),
  barriers: wordSet("mas enquanto embora porque quando onde se segundo disse e ou nem como antes porem"),
  prepositions: wordSet(
    "de do da dos das em no na nos nas a ao aos com por pelo pela para desde ate durante entre apos sobre contra sem",
  ),
  articles: wordSet("o a os as um uma uns umas"),
  tolls: new PhraseTable([
    ...of(
      "deaths",
      `numero|balanco|saldo|total|contagem|lista de mortos|mortes|vitimas|obitos|falecidos, numero|balanco|total de vitimas mortais|fatais, numero de pessoas mortas, mortos, mortes, obitos, os mortos, as mortes, vitimas mortais|fatais, numero total de mortos`,
    ),
    ...of(
      "injuries",
      "numero|total|balanco de feridos|baleados, feridos, os feridos, numero de pessoas feridas",
    ),
    ...of(
      "arrests",
      `numero|total|lista|contagem de detidos|presos|detencoes|prisoes, numero|total de presos politicos, detidos, presos, detencoes, prisoes, os detidos, os presos, presos politicos, numero de pessoas detidas|presas, os presos politicos`,
    ),
    ...of(
      "releases",
      "numero|total de libertados|soltos|libertacoes|solturas|liberados, libertacoes, solturas, libertados, os libertados",
    ),
    ...of(
      "crowd",
      "participantes, os participantes, publico, o publico, manifestantes, numero de manifestantes|participantes",
    ),
  ]),
  reaches:
    wordSet(`a em de e foi sao eram para subiu sobe subiram chega chegam chegou chegaram eleva elevou elevam passou passa ja somam somava soma ascende ascendem atinge atingiu atingem aumentou permanece agora vai
    o os as um total ao aos se tem desde ate estima calcula estimou calculou fixou situou esta estimado era num numa fica ficou que ha aponta fala falam admite`),
  partBefore: new PhraseTable(
    phrasesOf(
      true,
      "incluindo, incluidos, incluidas, inclusive, entre eles, entre elas, entre os quais, entre as quais, dos quais, das quais, deles, delas, entre as vitimas ha?, entre os mortos ha?, entre estes, inclui, incluem, sendo, bem como, alem de",
    ),
  ),
  partAfter: new PhraseTable(
    phrasesOf(
      true,
      "deles, delas, dos quais, das quais, destes, destas, dos mortos|feridos|detidos|presos, das vitimas|mortes|detencoes, entre eles, entre elas",
    ),
  ),
  additions: wordSet("mais outros outras outro outra adicionais novas novos"),
  crowdVerbs: new PhraseTable(
    phrasesOf(
      true,
      `se concentraram, concentraram - se, se reuniram, reuniram - se, marcharam, se manifestaram, manifestaram - se, protestaram, sairam as ruas, foram as ruas, tomaram as ruas, participaram, desfilaram, ocuparam, lotaram, encheram,
      caminharam, juntaram - se, se juntaram, compareceram, saiu as ruas, gritaram, percorreram, celebraram`,
    ),
  ),
  crowdNouns: wordSet(
    "pessoas manifestantes simpatizantes apoiadores apoiantes partidarios opositores venezuelanos cidadaos participantes mulheres estudantes jovens mocambicanos populares brasileiros trabalhadores",
  ),
  stateNouns: new PhraseTable(
    phrasesOf(
      true,
      "paises, nacoes, governos, estados membros, estados - membros, chanceleres, governos estrangeiros, paises membros, estados-membros",
    ),
  ),
  voteNouns: wordSet("voto votos sufragio sufragios votacao boletins"),
  sheetNouns: wordSet(
    "ata atas acta actas editais edital urnas urna mesas mesa secoes seccoes secao boletins apuracao contagem escrutinio apuramento",
  ),
  counted: wordSet(
    "apuradas apurados apurado apurada contadas contados contabilizadas contabilizados contabilizado escrutinadas escrutinados processadas processados transmitidas totalizadas totalizados totalizada divulgadas concluida concluido recebidas computados verificadas",
  ),
  voterNouns: wordSet("eleitores eleitorado inscritos votantes recenseados cadernos aptos registados"),
  votedVerbs: new PhraseTable(
    phrasesOf(
      true,
      "votaram, votou, compareceram, foram as urnas, compareceram as urnas, participaram na|da votacao|eleicao|eleicoes, exerceram o direito, foram votar, acorreram as urnas",
    ),
  ),
  turnoutNouns: wordSet("participacao comparecimento afluencia adesao presenca"),
  shareVerbs:
    wordSet(`venceu vence vencer ganhou ganha ganharia obteve obtem teve tem tinha recebeu recebe alcancou alcanca conquistou conseguiu somou soma recolheu lidera lidera vencedor vencedora vitoria triunfo reeleicao reeleito declarou proclamou fixou situou dado obtido ganho recebido alcancado deu dava da dao
    atribuiu atribui deram conferiu contra com por ante versus frente segundo terceiro ficou lugar equivalentes soma somava acumula tendo registou apontam aponta`),
  otherTopics:
    wordSet(`pib inflacao economia economico crescimento desemprego pobreza populacao precos preco salario salarios moeda petroleo exportacoes aprovacao popularidade familias imposto impostos cadeiras assentos deputados
    mulheres territorio subiu aumento aumentou caiu queda reducao dolar real barril visitaram erro margem orcamento valor abstencao vendas producao taxa juros pesquisa`),
  marginNouns: wordSet("diferenca margem vantagem distancia maioria erro faltam restam superou"),
  asylumNouns: wordSet("asilo refugio exilio"),
  pollNouns: new PhraseTable([
    ["boca de urna", "exit-poll"],
    ["sondagem|sondagens a boca das|da urnas|urna", "exit-poll"],
    ["contagem|contagens rapida|rapidas|paralela|paralelas", "quick-count"],
    ["apuramento paralelo", "quick-count"],
    ["sondagem|sondagens|pesquisa|pesquisas de? opiniao?", "opinion-poll"],
  ]),
  unreal: new PhraseTable(
    phrasesOf(
      true,
      "prometeu prender, promete prender, prometeu, ameacou, procuramos, buscamos, poderia, poderiam, faltam, precisa, precisa de, prometeu capturar, vai prender, serao, capturar, tenho, meus, minhas, capturaria, prenderia",
    ),
  ),
};

/** The words of a language for what a number counts. */
export const MEASURE_LEXICON: Readonly<Record<Language, MeasureLexicon>> = {
  en: ENGLISH,
  es: SPANISH,
  pt: PORTUGUESE,
};
