import { ByteWriter, ParquetWriter, schemaFromColumnData } from "hyparquet-writer";

import { utf8 } from "../bytes.ts";
import type { Crypto } from "../crypto.ts";
import { hashOfTexts } from "../input-hash.ts";
import type { FileInParts, FilePart, MadePart, PartMade } from "./file-in-parts.ts";
import type { DataField, Stretch } from "./render-data.ts";

/** How a Parquet file begins and ends. */
const MAGIC = "PAR1";

type RowGroup = ParquetWriter["row_groups"][number];

interface ParquetTable {
  readonly path: string;
  readonly fields: readonly DataField[];
  /** The rows of each row group. */
  readonly groups: readonly (readonly Stretch[])[];
}

/** A table as Parquet, every row group of it a part: a row group does not know where in the file it stands, its end does. */
export function parquetFile(crypto: Crypto, { path, fields, groups }: ParquetTable): FileInParts {
  const first: FilePart = {
    inputs: () => hashOfTexts(crypto, [MAGIC, JSON.stringify(fields)]),
    make: () => ({ bytes: utf8(MAGIC) }),
  };
  const parts = groups.map((stretches): FilePart => ({
    inputs: () =>
      hashOfTexts(crypto, [JSON.stringify(fields), ...stretches.map((stretch) => stretch.inputs(crypto))]),
    make: () => makeGroup(fields, stretches),
  }));
  return { path, parts: [first, ...parts], end: (made) => endOf(fields, made) };
}

function makeGroup(fields: readonly DataField[], stretches: readonly Stretch[]): MadePart {
  const columns = fields.map((): (string | number | null)[] => []);
  let rows = 0;
  for (const stretch of stretches)
    for (const row of stretch.rows()) {
      rows += 1;
      for (let at = 0; at < columns.length; at++) columns[at]?.push(row[at] ?? null);
    }
  const writer = new ByteWriter();
  const parquet = new ParquetWriter({ writer, schema: schemaOf(fields) });
  void parquet.write({ columnData: columnData(fields, columns), rowGroupSize: rows });
  return {
    bytes: writer.getBytes().slice(MAGIC.length),
    note: JSON.stringify(parquet.row_groups, (_, value: unknown) =>
      typeof value === "bigint" ? { whole: String(value) } : value,
    ),
  };
}

/** What a Parquet file ends with: where each row group stands, and what is in it. */
function endOf(fields: readonly DataField[], parts: readonly PartMade[]): Uint8Array {
  const writer = new ByteWriter();
  const parquet = new ParquetWriter({ writer, schema: schemaOf(fields), createdBy: "cotejo" });
  let before = 0;
  for (const part of parts) {
    for (const group of groupsOf(part)) {
      parquet.row_groups.push(movedBy(group, before - MAGIC.length));
      parquet.num_rows += group.num_rows;
    }
    before += part.length;
  }
  writer.index = 0;
  writer.offset = before;
  void parquet.finish();
  return writer.getBytes();
}

const groupsOfPart = new WeakMap<PartMade, readonly RowGroup[]>();

function groupsOf(part: PartMade): readonly RowGroup[] {
  const groups = groupsOfPart.get(part) ?? (part.note === undefined ? [] : parseGroups(part.note));
  groupsOfPart.set(part, groups);
  return groups;
}

function parseGroups(note: string): RowGroup[] {
  return JSON.parse(note, (_, value: unknown) =>
    typeof value === "object" && value !== null && "whole" in value ? BigInt(String(value.whole)) : value,
  ) as RowGroup[];
}

/** The same row group so many bytes further on. */
function movedBy(group: RowGroup, bytes: number): RowGroup {
  const moved = (offset: bigint) => offset + BigInt(bytes);
  return {
    ...group,
    columns: group.columns.map((column) => {
      const { file_offset, meta_data } = column;
      if (meta_data === undefined) return column;
      const { data_page_offset, dictionary_page_offset } = meta_data;
      return {
        ...column,
        file_offset: moved(file_offset),
        meta_data: {
          ...meta_data,
          data_page_offset: moved(data_page_offset),
          ...(dictionary_page_offset === undefined
            ? {}
            : { dictionary_page_offset: moved(dictionary_page_offset) }),
        },
      };
    }),
  };
}

function schemaOf(fields: readonly DataField[]) {
  return schemaFromColumnData({
    columnData: columnData(
      fields,
      fields.map(() => []),
    ),
  });
}

function columnData(fields: readonly DataField[], columns: readonly (string | number | null)[][]) {
  return fields.map((field, at) => ({
    name: field.name,
    data: columns[at] ?? [],
    type: field.type === "integer" ? ("INT32" as const) : ("STRING" as const),
    nullable: true,
    // Where its pages begin is of use in long columns, and would stand outside the row group.
    offsetIndex: false,
  }));
}
