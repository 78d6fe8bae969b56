import type { EntryOf } from "../../core/entry.ts";
import type { World } from "../../world.ts";
import { appendChecked } from "../append-checked.ts";

/** Enters that a person holds one document to come from another, or not to. */
export function confirmDerivation(
  world: World,
  derivation: Omit<EntryOf<"derivation-confirmed">, "kind" | "version">,
): Promise<{ readonly entry: number }> {
  return appendChecked(world, { kind: "derivation-confirmed", version: 1, ...derivation });
}

/** Enters what happened where and when: figures and events are about it. A later description replaces an earlier one. */
export function describeIncident(
  world: World,
  incident: Omit<EntryOf<"incident-described">, "kind" | "version">,
): Promise<{ readonly entry: number }> {
  return appendChecked(world, { kind: "incident-described", version: 1, ...incident });
}

/** Enters what a named person concludes about a confirmed statement. */
export function assessStatement(
  world: World,
  of: {
    readonly statement: number;
    readonly reviewer: string;
    readonly assessment: string;
    readonly rating?: string;
  },
): Promise<{ readonly entry: number }> {
  return appendChecked(world, { kind: "statement-revised", version: 1, decision: "assessed", ...of });
}
