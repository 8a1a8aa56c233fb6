import type { Child } from 'hono/jsx';
import { safeHref } from '../../safe-href.ts';

export interface Column<Row> {
  readonly heading: string;
  readonly cell: (row: Row) => Child;
  /** Right-aligned with even digits. */
  readonly numeric?: boolean | undefined;
}

interface TableProps<Row> {
  /** What the rows are and in which order: "待办诉求，最急的在前". */
  readonly caption: string;
  /** At most seven. The first names the row and carries its link. */
  readonly columns: readonly Column<Row>[];
  readonly rows: readonly Row[];
  readonly rowHref?: ((row: Row) => string | undefined) | undefined;
  /** One line under the rows: totals with their denominators. */
  readonly total?: readonly Child[] | undefined;
  /** The caption stays for those who hear the page, when a heading just above says the same. */
  readonly captionHidden?: boolean | undefined;
}

/*
 * The roles repeat what the elements mean: below 40 em the rows become cards (`display: block`), and browsers then
 * forget that they were a table.
 */
/** A table on a wide page, cards on a narrow one, from one HTML. Show `<Empty>` instead when there are no rows. */
export function Table<Row>({
  caption,
  columns,
  rows,
  rowHref,
  total,
  captionHidden = false,
}: TableProps<Row>) {
  return (
    <div class="table">
      <table role="table">
        <caption class={captionHidden ? 'visually-hidden' : undefined}>{caption}</caption>
        <thead role="rowgroup">
          <tr role="row">
            {columns.map(({ heading, numeric }) => (
              <th role="columnheader" scope="col" class={numeric ? 'number' : undefined}>
                {heading}
              </th>
            ))}
          </tr>
        </thead>
        <tbody role="rowgroup">
          {rows.map((row) => (
            <TableRow row={row} columns={columns} href={rowHref?.(row)} />
          ))}
        </tbody>
        {total !== undefined && (
          <tfoot role="rowgroup">
            <tr role="row">
              {columns.map(({ heading, numeric }, index) => (
                <td
                  role="cell"
                  class={numeric ? 'number' : undefined}
                  data-heading={index === 0 ? undefined : heading}
                >
                  {total[index]}
                </td>
              ))}
            </tr>
          </tfoot>
        )}
      </table>
    </div>
  );
}

interface TableRowProps<Row> {
  readonly row: Row;
  readonly columns: readonly Column<Row>[];
  readonly href: string | undefined;
}

function TableRow<Row>({ row, columns, href }: TableRowProps<Row>) {
  return (
    <tr role="row">
      {columns.map(({ heading, cell, numeric }, index) =>
        index === 0 ? (
          <th role="rowheader" scope="row">
            {href === undefined ? cell(row) : <a href={safeHref(href)}>{cell(row)}</a>}
          </th>
        ) : (
          <td role="cell" class={numeric ? 'number' : undefined} data-heading={heading}>
            <div>{cell(row)}</div>
          </td>
        ),
      )}
    </tr>
  );
}
