import { parseUtf8 } from "../../core/bytes.ts";
import { originOf, parseElection } from "../../core/election.ts";
import { formatVerifierKey } from "../../core/tlog/note.ts";
import { openElection } from "../../pipeline/open-election.ts";
import { option, positional, requiredOption, type Command } from "../command.ts";
import { readInputFile, withNewElection } from "../election-folder.ts";
import { nameInputs } from "../name-inputs.ts";
import { formatCount, formatSome } from "../text.ts";

export const openCommand: Command = {
  name: "open",
  summary: "Start an election folder: its definition, its register and its log",
  positionals: [{ name: "DIR", about: "the election folder to make" }],
  options: {
    election: { value: "FILE", about: "the election file (docs/formats/election.md)" },
    register: { value: "FILE", about: "the register of polling stations as CSV (docs/formats/register.md)" },
    "register-mapping": { value: "FILE", about: "a mapping file, where the register has other columns" },
  },
  examples: [
    "cotejo open venezuela --election examples/venezuela-2024/election.json",
    "cotejo open valle --election election.json --register stations.csv",
  ],
  notes: [
    "DIR/private holds the key that signs the log, and everything not for the public: keep it, and keep it private.",
  ],
  async run(input, shell) {
    const directory = positional(input, 0);
    const electionPath = requiredOption(input, openCommand, "election");
    const election = readInputFile(electionPath);
    const register = option(input, "register");
    const mapping = option(input, "register-mapping");
    const files = {
      election,
      ...(register === undefined ? {} : { register: readInputFile(register) }),
      ...(mapping === undefined ? {} : { registerMapping: readInputFile(mapping) }),
    };
    const given = { "election file": electionPath, table: register, mapping, "mapping file": mapping };
    const origin = await nameInputs(given, async () =>
      originOf(parseElection(parseUtf8(election, "election file"))),
    );
    return withNewElection({ directory, origin }, shell, async (world) => {
      const opened = await nameInputs(given, async () => openElection(world, files));
      const key = formatVerifierKey(world.verifierKey);
      const { stations, rowsRefused, wasOpen } = opened;
      const refused = rowsRefused.map((row) => `  row ${row.row}: ${row.reason}`);
      const text = [
        `${wasOpen ? "This election is open already" : "Opened"}: ${opened.election.id}, in ${directory}`,
        register === undefined
          ? "No register: stations are taken from the data"
          : `Register: ${formatCount(stations)} polling stations`,
        ...formatSome(refused, 20, "rows of the register could not be used"),
        `Announce this key where people will find it, so that they can check what you publish:`,
        `  ${key}`,
        "Next: cotejo import, cotejo receive, cotejo declare",
      ];
      return {
        json: { election: opened.election.id, origin, key, stations, rowsRefused, wasOpen },
        text: text.join("\n"),
      };
    });
  },
};
