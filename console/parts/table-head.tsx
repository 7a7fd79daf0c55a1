import { TableHeader, TableHeaderCell, TableRow } from '@fluentui/react-components';

/** The title of a column, with a class where its width is its own. */
export type Column = string | readonly [title: string, className: string];

/** The head of a table. */
export function TableHead({ columns }: { readonly columns: readonly Column[] }) {
  return (
    <TableHeader>
      <TableRow>
        {columns.map((column) => {
          const [title, className = ''] = typeof column === 'string' ? [column] : column;
          return (
            <TableHeaderCell key={title} className={className}>
              {title}
            </TableHeaderCell>
          );
        })}
      </TableRow>
    </TableHeader>
  );
}
