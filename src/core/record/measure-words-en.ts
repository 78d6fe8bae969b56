import type { MeasureLexicon } from "./measure-lexicon.ts";
import { measurePhrases } from "./measure-phrases.ts";
import { PhraseTable, phrasesOf, wordSet } from "./phrase-table.ts";

/** With what words counts are told: those of English. */
export const MEASURE_WORDS_EN: MeasureLexicon = {
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
    ...measurePhrases(
      "deaths",
      `deaths, death, killings, killing, fatalities, fatality, murders, murder, homicides, homicide, executions, fatal victims,
      fatal shootings, fatal casualties, lives lost, lost lives, assassinations, slayings`,
    ),
    ...measurePhrases("injuries", "injuries, injury, gunshot injuries, bullet wounds, wounds"),
    ...measurePhrases(
      "arrests",
      "arrests, arrest, detentions, detention, imprisonments, apprehensions, jailings, incarcerations",
    ),
    ...measurePhrases(
      "releases",
      "releases, prisoner|prison releases, release orders, measures of liberty, liberations",
    ),
    ...measurePhrases(
      "asylum",
      "asylum applications|requests|claims, applications|requests|claims for asylum|refuge, asylum-seekers, asylum seekers, refugees",
    ),
  ]),
  states: new PhraseTable([
    ...measurePhrases(
      "deaths",
      "dead, killed, slain, murdered, executed, bodies, corpses, martyrs, shot dead, fatally shot, deceased, dead bodies, gunned down",
    ),
    ...measurePhrases(
      "injuries",
      "injured, wounded, hurt, casualties, hospitalised, hospitalized, wounded people, injured people",
    ),
    ...measurePhrases(
      "arrests",
      `arrested, detained, detainees, detainee, arrestees, jailed, imprisoned, political prisoners, prisoners of conscience, political detainees, in custody, behind bars, apprehended,
      captured, in detention, rounded up, incarcerated, taken into custody, arbitrarily detained, in jail, in prison`,
    ),
    ...measurePhrases("releases", "released, freed, let go, set free"),
  ]),
  governors: new PhraseTable([
    ...measurePhrases(
      "deaths",
      `killed, killing, kill, kills, murdered, murdering, shot dead, shot and killed, gunned down, executed, death|deaths|killing|killings|murder|murders of,
      lives of, bodies of, took the lives of, cost the lives of, claimed the lives of, slain, deadly shooting of`,
    ),
    ...measurePhrases(
      "injuries",
      "injured, injuring, injure, wounded, wounding, wounds, hurt, hurting, treated, treating, injuries|injury to, wounding of, injuries of, hospitalised, hospitalized",
    ),
    ...measurePhrases(
      "arrests",
      `arrested, arresting, arrests, arrest|arrests|detention|detentions|capture|imprisonment|jailing of, detained, detaining, detain, detains, jailed, jailing, rounded up, rounding up, captured,
      capturing, imprisoned, took|taken|taking into custody, apprehended, apprehending, locked up, incarcerated`,
    ),
    ...measurePhrases(
      "releases",
      `released, releasing, release, releases, release|releases|freeing|liberation of, freed, freeing, frees, let go, set free, released from prison, let out`,
    ),
    ...measurePhrases(
      "crowd",
      "crowd|crowds|rally|march|gathering|demonstration|audience of, drew, drawing, attracted, attracting, brought together, mobilised, mobilized, crowds? estimated at",
    ),
    ...measurePhrases(
      "asylum",
      "granted asylum to, given asylum to, gave asylum to, sheltering, taken in, took in, taken in about",
    ),
  ]),
  verbs: new PhraseTable([
    ...measurePhrases(
      "deaths",
      "died, die, dying, perished, succumbed, lost their lives, lost his life, lost her life, losing their lives, lose their lives, lay dead, were dead, are dead, is dead, was dead, lost lives",
    ),
    ...measurePhrases(
      "injuries",
      "sustained injuries|wounds, suffered injuries|wounds, suffered gunshot|bullet|pellet wounds, needed treatment, needed hospital care, required treatment, were|was taken to hospital, with bullet|gunshot|pellet|shrapnel wounds|injuries, with wounds, with injuries",
    ),
    ...measurePhrases(
      "arrests",
      "remain|remained in custody|detention|prison|jail, remain|remained detained|jailed|imprisoned|behind bars, are|were|was in custody|jail|prison|detention, were|are behind bars",
    ),
    ...measurePhrases(
      "releases",
      "walked free, left prison|jail, walked out of prison|jail, regained their freedom|liberty",
    ),
    ...measurePhrases(
      "asylum",
      `sought|seek|requested|received|obtained|found asylum|refuge|protection, have|had sought|requested|received asylum|refuge, applied for asylum, took refuge|shelter, taken refuge|shelter,
      sheltering in, been sheltering, are sheltering, fled to|into|across, sought refuge|asylum|shelter, took shelter, were|was granted asylum, been granted asylum, went into exile, gone into exile`,
    ),
  ]),
  participles: new PhraseTable([
    ...measurePhrases(
      "deaths",
      "killed, murdered, slain, executed, confirmed dead, found dead, shot dead, shot and killed, gunned down, reported dead|killed, beaten to death, declared|pronounced dead, fatally shot|wounded, dead, assassinated",
    ),
    ...measurePhrases(
      "injuries",
      "injured, wounded, hurt, hospitalised, hospitalized, treated, reported injured|wounded, admitted to hospital, admitted to the hospital, struck by bullets|pellets",
    ),
    ...measurePhrases(
      "arrests",
      `arrested, detained, jailed, imprisoned, rounded up, taken into custody, apprehended, captured, held, locked up, incarcerated, placed under arrest, remanded, picked up,
      arbitrarily detained|arrested, in custody, in detention, behind bars`,
    ),
    ...measurePhrases("releases", "released, freed, let go, set free, liberated, released on bail, bailed"),
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
    ...measurePhrases(
      "deaths",
      `death toll, toll, overall|total|official|provisional|latest toll, number of deaths|dead|victims|fatalities|killings, count of the dead, dead, deaths, death count,
      tally of the dead, tally|count of deaths|killings, figure for the dead, number of people killed, number of those killed, toll of the dead, body count`,
    ),
    ...measurePhrases(
      "injuries",
      "number of injured|wounded|injuries, wounded, injured, number of officers|soldiers|police|people injured|wounded|hurt, number of those injured|wounded|hurt, injury toll",
    ),
    ...measurePhrases(
      "arrests",
      `number of arrests|detainees|detained|arrested|prisoners|detentions, number of political prisoners, number of people arrested|detained|jailed, number of those arrested|detained, arrests, detainees, arrest count|tally|toll,
      count of political prisoners, count|tally|total of arrests|detainees|detentions|prisoners, detentions, political prisoners, number of incarcerations, incarcerations`,
    ),
    ...measurePhrases(
      "releases",
      "number of releases|released|freed, number of detainees|prisoners|people released|freed, releases, total of releases",
    ),
    ...measurePhrases(
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
