import type { StanceRule } from "./stance-lexicon.ts";
import { phrases, RESULT_EN, SHEETS, VERIFY, INVESTIGATE, ASYLUM } from "./stance-patterns.ts";

/** With what words stances are taken: those of English. */
export const STANCE_WORDS_EN: readonly StanceRule[] = [
  {
    stance: "refuses-recognition",
    verbs: phrases(
      "refused|refuses|refuse to recognize|recognise|accept, declined to recognize|recognise, will|would|did|does|do not recognize|recognise, will not accept the credentials|results|result, not recognized|recognised, withheld recognition, does not|do not|will not accept",
    ),
    about: RESULT_EN,
  },
  {
    stance: "refuses-recognition",
    verbs: phrases(
      "refused|refuses|refuse to recognize|recognise, do|does|will|would|did not recognize|recognise, will not accept the credentials",
    ),
  },
  {
    stance: "refuses-recognition",
    verbs: phrases(
      "cannot be recognized|recognised, can not be recognized|recognised, could not be recognized|recognised",
    ),
    isReported: true,
  },
  {
    stance: "recognises",
    verbs: phrases(
      "recognized, recognised, recognizes, recognises, recognise, recognize, recognising, recognizing, have|has recognized|recognised, acknowledged",
    ),
    about: RESULT_EN,
    denied: "refuses-recognition",
  },
  {
    stance: "recognises",
    verbs: phrases("received the most votes, won the most votes, won the election"),
    isReported: true,
  },
  {
    stance: "congratulates",
    verbs: phrases(
      "congratulated, congratulates, congratulate, sent congratulations, offered congratulations, hailed the victory|re-election|reelection",
    ),
  },
  {
    stance: "rejects-result",
    verbs: phrases("rejected, rejects, reject, rejecting, contested, contests, challenged, disputes"),
    about: RESULT_EN,
    unless: /^(?:asylum|offer|petition|appeal)$/,
  },
  { stance: "rejects-result", verbs: phrases("cried foul, null and void") },
  {
    stance: "rejects-result",
    verbs: phrases("did not match the data, did not match, do not match, do not reflect"),
    isReported: true,
  },
  {
    stance: "validates-result",
    verbs: phrases("validated, upheld, certified, ratified, confirmed, endorsed, validates"),
    about: /^(?:results?|victory|win|re-?election|reelection|election|count|winner|by)$/,
    unless: /^(?:deaths?|arrests?|dead|killed|people|releases?)$/,
  },
  {
    stance: "demands-breakdown",
    verbs: phrases(
      "called on, calls on, called for, calls for, call for, calling on, asked, asks, urged, urges, demanded, demands, demand, request, requested, requests, insisted, calls mounted",
    ),
    about: SHEETS,
    unless:
      /^(?:prisoners?|detained|investigat\w*|inquiry|audit|review|recount|verification|recognise|recognize)$/,
  },
  {
    stance: "demands-verification",
    verbs: phrases(
      "called on, calls on, called for, calls for, call for, asked for, asked, urged, demanded, demands, demand, requested, joined the appeal, appealed for, insisted on",
    ),
    about: VERIFY,
  },
  {
    stance: "demands-investigation",
    verbs: phrases(
      "called on, calls on, called for, calls for, asked, asked for, urged, demanded, demands, requested, formally requested, request",
    ),
    about: INVESTIGATE,
  },
  {
    stance: "demands-release",
    verbs: phrases(
      "calls for, called for, call for, demanded, demands, urged, asked for, demand, calling for, call on, called on",
    ),
    about: /^(?:release|free|freeing|freed|liberation)$/,
    unless: SHEETS,
  },
  {
    stance: "finds-not-democratic",
    isReported: true,
    verbs: phrases(
      "cannot be considered democratic, did not meet international standards, not free and|or fair, neither free nor fair, cannot be considered free, could not be considered democratic, lacked democratic guarantees, did not meet the standards, fell short of international|democratic standards, fell short of basic transparency",
    ),
  },
  {
    stance: "alleges-manipulation",
    verbs: phrases(
      "charged, alleged, alleges, denounced, accused, accuses, alleging, found, said, reported, cited",
    ),
    about:
      /^(?:manipulation|manipulated|frau\w+|rigg\w+|tampering|tampered|irregularities|distorted|falsif\w+)$/,
    unless: /^(?:no|not|without|denied|died|killed)$/,
  },
  {
    stance: "expresses-concern",
    verbs: phrases(
      "voiced concern|alarm, voiced significant|deep|serious|grave concern|alarm, expressed|expresses|express concern|concerns|alarm, expressed|expresses|express deep|serious|grave|strong|its|their|his|her|profound concern|concerns|alarm, concerned about, deeply concerned, raised|raises concerns|concern, extremely concerned, expressed its|their|his|her deep|serious|grave concern, voiced alarm, follows with concern, expressed alarm",
    ),
  },
  {
    stance: "condemns",
    verbs: phrases(
      "condemned, condemns, condemn, obviously unacceptable, is unacceptable, deplored, deplores, denounced the repression|violence|arrests|detention|use",
    ),
  },
  {
    stance: "calls-for-dialogue",
    verbs: phrases(
      "called for, calls for, called on, urged, urges, asked for, stressed the need, asked, appealed for, appealed, encouraged, pressed for, offered to",
    ),
    about: /^(?:dialogue|talks|negotiations?|mediate|mediation|peacefully|restraint|negotiated)$/,
    unless: SHEETS,
  },
  { stance: "offers-asylum", verbs: phrases("offered, offers, offering"), about: ASYLUM },
  {
    stance: "grants-asylum",
    verbs: phrases("granted, grants, gave, has granted, given, awarded"),
    about: ASYLUM,
  },
  {
    stance: "seeks-asylum",
    verbs: phrases(
      "sought, requested, seeking, seeks, applied for, requests, asked for, fled to, has sought, found, has found, took",
    ),
    about: ASYLUM,
    unless: /^(?:offered|granted|people|citizens|politicians|officials|seekers)$/,
  },
  {
    stance: "severs-relations",
    verbs: phrases(
      "severed, sever, severs, broke off, broken off, cut, breaks off, breaking off, broke, suspended, severing",
    ),
    about: /^(?:relations|ties)$/,
  },
  {
    stance: "withdraws-diplomats",
    verbs: phrases("withdrew, withdrawn, withdraws, withdrawing, recalled, recalling, recalls, pulled out"),
    about: /^(?:diplomats?|diplomatic|ambassadors?|staff|envoys?|mission)$/,
  },
  {
    stance: "expels-envoys",
    verbs: phrases(
      "expelled, expels, expelling, ordered out, asked envoys, gave envoys, giving their envoys, threw out, declared persona non grata",
    ),
    about:
      /^(?:diplomats?|diplomatic|ambassadors?|ambassador|staff|envoys?|mission|territory|leave|embassy)$/,
  },
  {
    stance: "sanctions",
    verbs: phrases(
      "sanctioned, imposed sanctions, imposes sanctions, imposed new sanctions, announced sanctions, slapped sanctions, imposing sanctions, announced new sanctions, sanctions on, imposed visa restrictions",
    ),
  },
];
