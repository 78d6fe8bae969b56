import type { Box } from "../../core/tally-sheet.ts";
import { CANDIDATE_AHEAD, CANDIDATE_DECLARED, CANDIDATES, SOURCES } from "./ballot.ts";
import {
  hasVotesToMove,
  mistypeVotes,
  moveToFreeVector,
  stateSheet,
  type Planted,
  type Planting,
  type StatedSheet,
} from "./planting.ts";
import { itemAt } from "./random.ts";
import type { StationTruth } from "./votes.ts";

export const FLAWS_OF_WITNESSES = {
  illegible: 10,
  selectionsNotValid: 4,
  partsNotBallots: 4,
  blankForms: 3,
  allZero: 2,
  registeredDiffer: 2,
  rivalRows: 2,
  rowsTwice: 2,
  readersWrong: 3,
} as const;

/** What is wrong with the witnesses' first table, apart from the photos that contradict it. */
export function plantWitnessFlaws(planting: Planting): void {
  plantIllegibleBoxes(planting);
  plantSelectionsNotValid(planting);
  plantPartsNotBallots(planting);
  plantBlankForms(planting);
  plantRegisteredDiffering(planting);
  plantCopiedSheet(planting);
  plantRowsTwice(planting);
  nameGenuineOddities(planting);
}

function plant(
  planting: Planting,
  station: StationTruth,
  flaw: Omit<Planted, "source" | "stations" | "late">,
) {
  planting.planted.push({ source: SOURCES.witnesses, stations: [station.station], late: false, ...flaw });
}

function plantIllegibleBoxes(planting: Planting): void {
  const boxes = [...CANDIDATES.map(({ id }) => id), "ballotsCast", "nullVotes", "validVotes"];
  for (const [at, station] of planting.take(FLAWS_OF_WITNESSES.illegible).entries()) {
    const box = itemAt(boxes, at % boxes.length);
    planting.rows.witnesses.set(station.station, [{ ...stateSheet(station.president), [box]: "illegible" }]);
    plant(planting, station, {
      flaw: "illegible-box",
      code: "illegible-box",
      explanation: `Nobody could read the box ${box} of this sheet.`,
      expected: "explained",
    });
  }
}

function plantSelectionsNotValid(planting: Planting): void {
  for (const station of planting.take(FLAWS_OF_WITNESSES.selectionsNotValid, hasVotesToMove)) {
    const { president } = station;
    const written = president.votes[CANDIDATE_AHEAD] ?? 0;
    let sheet;
    while (sheet === undefined)
      sheet = mistypeVotes(planting, president, {
        [CANDIDATE_AHEAD]: written - planting.random.between(3, 40),
      });
    planting.rows.witnesses.set(station.station, [stateSheet(sheet)]);
    plant(planting, station, {
      flaw: "sheet-does-not-add-up",
      code: "selections-not-valid",
      explanation: "On the paper itself the candidates' votes do not add up to the valid votes.",
      expected: "explained",
    });
  }
}

function plantPartsNotBallots(planting: Planting): void {
  for (const station of planting.take(FLAWS_OF_WITNESSES.partsNotBallots, hasBallotsToAdd)) {
    const { president } = station;
    const ballotsCast = president.ballotsCast + planting.random.between(2, 25);
    planting.rows.witnesses.set(station.station, [stateSheet({ ...president, ballotsCast })]);
    plant(planting, station, {
      flaw: "sheet-does-not-add-up",
      code: "parts-not-ballots",
      explanation: "On the paper itself valid, blank and null votes do not add up to the ballots cast.",
      expected: "explained",
    });
  }
}

function hasBallotsToAdd({ president }: StationTruth): boolean {
  return president.registeredVoters - president.ballotsCast > 30;
}

function fillForm({ president }: StationTruth, box: Box): StatedSheet {
  const boxes = Object.keys(stateSheet(president)).map((name) => [name, box]);
  return { ...Object.fromEntries(boxes), registeredVoters: president.registeredVoters };
}

/** Forms on which only what is printed beforehand stands, and forms filled in with noughts throughout. */
function plantBlankForms(planting: Planting): void {
  for (const station of planting.take(FLAWS_OF_WITNESSES.blankForms)) {
    planting.rows.witnesses.set(station.station, [fillForm(station, "not-on-form")]);
    plant(planting, station, {
      flaw: "blank-form",
      code: "blank-form",
      explanation: "The form was never filled in: only the printed number of registered voters stands on it.",
      expected: "explained",
    });
  }
  for (const station of planting.take(FLAWS_OF_WITNESSES.allZero)) {
    planting.rows.witnesses.set(station.station, [fillForm(station, 0)]);
    const { registeredVoters } = station.president;
    const votes = Object.fromEntries(CANDIDATES.map(({ id }) => [id, 0]));
    plant(planting, station, {
      flaw: "all-zero",
      code: "all-zero",
      explanation: "Every box holds a nought: possible where nobody voted, and the default policy counts it.",
      expected: "counted",
      counted: { registeredVoters, ballotsCast: 0, validVotes: 0, blankVotes: 0, nullVotes: 0, votes },
    });
  }
}

function plantRegisteredDiffering(planting: Planting): void {
  for (const station of planting.take(FLAWS_OF_WITNESSES.registeredDiffer)) {
    const { president } = station;
    const registeredVoters = president.registeredVoters + planting.random.between(5, 30);
    const sheet = { ...president, registeredVoters };
    planting.rows.witnesses.set(station.station, [stateSheet(sheet)]);
    plant(planting, station, {
      flaw: "registered-not-as-in-register",
      code: "registered-not-register",
      explanation: "The sheet prints more registered voters than the register has for this station.",
      expected: "counted",
      counted: sheet,
    });
  }
}

/** One station's sheet was copied onto another's: the second has the first one's votes, not its own. */
function plantCopiedSheet(planting: Planting): void {
  const [original] = planting.take(
    1,
    ({ president }) => president.ballotsCast > 120 && president.ballotsCast < 260,
  );
  if (original === undefined) return;
  const [copy] = planting.take(
    1,
    (station) =>
      station.registeredVoters > original.president.ballotsCast &&
      station.path[0].code === original.path[0].code,
  );
  if (copy === undefined) return;
  const sheet = { ...original.president, registeredVoters: copy.registeredVoters };
  planting.rows.witnesses.set(copy.station, [stateSheet(sheet)]);
  const flaw = {
    flaw: "same-votes-copied",
    code: "same-votes-several-sheets",
    source: SOURCES.witnesses,
    late: false,
    expected: "counted",
  } as const;
  planting.planted.push(
    {
      ...flaw,
      stations: [original.station],
      explanation: `Its numbers stand on the sheet of ${copy.station} too; here they are its own.`,
    },
    {
      ...flaw,
      stations: [copy.station],
      explanation: `It has the numbers of ${original.station}, not its own.`,
      counted: sheet,
    },
  );
}

/** The same sheet typed twice: once it was typed the same, and once other numbers came out. */
function plantRowsTwice(planting: Planting): void {
  for (const station of planting.take(FLAWS_OF_WITNESSES.rowsTwice)) {
    const row = stateSheet(station.president);
    planting.rows.witnesses.set(station.station, [row, row]);
    plant(planting, station, {
      flaw: "row-twice",
      explanation: "The table has this station's row twice, with the same numbers: it counts once.",
      expected: "counted",
    });
  }
  for (const station of planting.take(FLAWS_OF_WITNESSES.rivalRows, hasVotesToMove)) {
    const rival = moveToFreeVector(planting, station.president, {
      from: CANDIDATE_AHEAD,
      to: CANDIDATE_DECLARED,
      count: planting.random.between(20, 40),
    });
    planting.rows.witnesses.set(station.station, [stateSheet(station.president), stateSheet(rival)]);
    plant(planting, station, {
      flaw: "rival-rows",
      code: "rival-copies",
      explanation:
        "Two copies of this station's sheet were typed; both add up, and they contradict each other.",
      expected: "explained",
    });
  }
}

/** What is unusual in the table although the sheets are right. */
function nameGenuineOddities(planting: Planting): void {
  const { witnessesFirst, witnessesLate } = planting.collection;
  for (const station of witnessesFirst) {
    if (station.specialList)
      plant(planting, station, {
        flaw: "ballots-over-registered",
        code: "ballots-over-registered",
        explanation: "Soldiers and officials on duty voted here by special list: the sheet is genuine.",
        expected: "counted",
      });
    if (!station.inRegister)
      plant(planting, station, {
        flaw: "station-not-in-register",
        code: "station-not-in-register",
        explanation: "A station opened on the day; the register does not list it, so it stands apart.",
        expected: "explained",
      });
  }
  planting.planted.push({
    flaw: "late-sheets",
    source: SOURCES.witnesses,
    stations: witnessesLate.map(({ station }) => station),
    late: true,
    explanation: "These sheets arrive after the first publication; until then their stations are missing.",
    expected: "counted",
  });
}
