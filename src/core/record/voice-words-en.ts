import type { VoiceLexicon } from "./voice-lexicon.ts";
import { modalityPhrases, pairs } from "./modality-phrases.ts";
import { PhraseTable, phrasesOf, wordSet } from "./phrase-table.ts";

/** With what words voices are cited: those of English. */
export const VOICE_WORDS_EN: VoiceLexicon = {
  says: new PhraseTable([
    ...modalityPhrases(
      "said",
      `said, says, told, tells, stated, states, added, adds, noted, notes, explained, explains, pointed out, recalled, remarked, commented, wrote, writes, stressed, underlined, warned, responded, replied, retorted, insisted, insists,
      continued, asked, boasted, tweeted, detailed, clarified, described, lamented, vowed, argued, argues, speaks of, spoke of, spoken of, talked of, quipped, read out, mentioned, agreed`,
    ),
    ...modalityPhrases(
      "declared",
      "announced, announces, declared that, proclaimed that, indicated, indicates",
    ),
    ...modalityPhrases(
      "reported",
      "reported, reports, report, informed, showed, shows, show, gave a figure of, cited figures of",
    ),
    ...modalityPhrases(
      "counted",
      `counted, counts, tallied, tallies, documented, documents, recorded, records, registered, registers, verified, lists, listed, tracked, identified, logged, corroborated, raised its count, raised the toll, has a list of`,
    ),
    ...modalityPhrases(
      "estimated",
      "estimated, estimates, estimate, put the number, put the toll, puts the number, puts the toll, put the figure, puts the figure, calculated, calculates, put the death toll, puts the death toll, put|puts arrests|deaths|detentions|injuries|releases|casualties, put|puts the dead|injured|wounded, reckons, reckoned",
    ),
    ...modalityPhrases(
      "claimed",
      "claimed, claims, claim, alleged, alleges, maintains, maintained, asserted, asserts, assert, contends, contended, say, speak of, argue, insist, contend",
    ),
    ...modalityPhrases("accused", "denounced, denounces, accuses, complained"),
    ...modalityPhrases(
      "denied",
      "denied, denies, deny, dispute, disputed, disputes, rejected, rejects, reject, refuted, refutes, dismissed",
    ),
    ...modalityPhrases(
      "confirmed",
      "confirmed, confirms, acknowledged, acknowledges, admitted, admits, conceded, concedes, recognised that, recognized that",
    ),
    ...modalityPhrases("found", "found that, concluded, concluded that, determined that"),
  ]),
  results: new PhraseTable([
    ...modalityPhrases(
      "declared",
      `declared, declares, proclaimed, proclaims, awarded, awards, handed, gave, gives, had given, credited, credits, put, puts, showed, shows, show, has given, named, certified, announced, had announced, giving, declaring, awarding, proclaiming, placed`,
    ),
  ]),
  accords: new PhraseTable(
    modalityPhrases(
      "attributed",
      `according to, per, in the words of, as told by, by the account of, by the count of, in the view of, as per, going by, based on data from, as reported by, as documented by,
      as published by, as cited by, as counted by, as announced by, as confirmed by, as estimated by`,
    ),
  ),
  participles: new PhraseTable([
    ...modalityPhrases(
      "reported",
      "reported by, documented by, published by, cited by, quoted by, released by, provided by",
    ),
    ...modalityPhrases(
      "counted",
      "counted by, verified by, compiled by, recorded by, registered by, tallied by",
    ),
    ...modalityPhrases(
      "confirmed",
      "acknowledged by, admitted by, confirmed by, recognised by, recognized by",
    ),
    ...modalityPhrases("estimated", "estimated by"),
    ...modalityPhrases(
      "declared",
      "announced by, declared by, proclaimed by, issued by, claimed by, given by",
    ),
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
