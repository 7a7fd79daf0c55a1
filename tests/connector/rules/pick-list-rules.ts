import { answerOf, dynamicCalls, type PickList, pickListsOf, referredTo } from './calls.ts';
import type { Definition } from './connector.ts';
import { findOperation } from './operations.ts';
import { type Finding, type Rule, rule, type Source, sources, under } from './rule.ts';
import { resolved, schemaAt } from './schemas.ts';

const { extensions, validator } = sources;

/** A rule about every pick-list. */
function ofPickLists(
  text: { name: string; source: Source },
  judge: (pickList: PickList, definition: Definition) => Omit<Finding, 'path'> | undefined,
): Rule {
  return rule(text, ({ definition }) =>
    pickListsOf(definition).flatMap((pickList) => {
      const verdict = judge(pickList, definition);
      return verdict === undefined ? [] : [{ path: pickList.at, ...verdict }];
    }),
  );
}

/** The paths of either form, under one set of names. */
interface Paths {
  readonly at: string;
  readonly operationId: string | undefined;
  readonly items: string | undefined;
  readonly value: string | undefined;
  readonly title: string | undefined;
}

function pathsOf({ at, values, list }: PickList): Paths[] {
  const paths: Paths[] = [];
  if (values !== undefined) {
    const { operationId, 'value-collection': items, 'value-path': value, 'value-title': title } = values;
    paths.push({ at: under(at, 'x-ms-dynamic-values'), operationId, items, value, title });
  }
  if (list !== undefined) {
    const { operationId, itemsPath: items, itemValuePath: value, itemTitlePath: title } = list;
    paths.push({ at: under(at, 'x-ms-dynamic-list'), operationId, items, value, title });
  }
  return paths;
}

export const pickListRules: readonly Rule[] = [
  ofPickLists({ name: 'pick-lists come in both forms', source: extensions }, ({ values, list }) =>
    values !== undefined && list !== undefined
      ? undefined
      : { wrong: 'one form is missing', right: 'x-ms-dynamic-values and x-ms-dynamic-list' },
  ),
  ofPickLists({ name: 'both forms of a pick-list agree', source: extensions }, (pickList) => {
    const [values, list] = pathsOf(pickList).map(({ at: _, ...paths }) => JSON.stringify(paths));
    const [passed, passedToList] = dynamicCalls(pickList).map(({ passed: all }) => all.map(simplified).toSorted());
    const isSame = list === undefined || (values === list && String(passed) === String(passedToList));
    return isSame ? undefined : { wrong: 'operation, paths or parameters differ', right: 'the same in both' };
  }),
  ofPickLists(
    { name: 'DynamicListExtensionRequiredForNonParameterReferences', source: validator },
    (pickList, definition) =>
      pickList.list === undefined &&
      referencesOf(pickList, definition).some((means) => means.some(({ way }) => way.includes('/')))
        ? { wrong: 'it depends on a property of the body', right: 'x-ms-dynamic-list too' }
        : undefined,
  ),
  ofPickLists(
    { name: 'DynamicListExtensionRequiredForAmbiguousReferences', source: validator },
    (pickList, definition) =>
      pickList.list === undefined && referencesOf(pickList, definition).some((means) => means.length > 1)
        ? { wrong: 'it depends on a name that means two inputs', right: 'x-ms-dynamic-list too' }
        : undefined,
  ),
  ofPickLists({ name: 'a pick-list is filled by an internal GET', source: extensions }, (pickList, definition) => {
    const called = pathsOf(pickList).map(({ operationId }) => findOperation(definition, operationId));
    return called.every(
      (to) => to === undefined || (to.verb === 'get' && to.operation['x-ms-visibility'] === 'internal'),
    )
      ? undefined
      : { wrong: 'the operation is no internal GET', right: 'a GET with x-ms-visibility internal' };
  }),
  rule({ name: 'InvokedOperationShouldProduceArray', source: validator }, function* ({ definition }) {
    for (const { at, operationId, items } of pickListsOf(definition).flatMap(pathsOf))
      if (answerOf(definition, operationId) && itemsAt(definition, operationId, items) === undefined)
        yield { path: at, wrong: `no array at "${items ?? ''}" of ${operationId}`, right: 'an array in its success' };
  }),
  rule({ name: 'InvokedOperationShouldProduceProperty', source: validator }, function* ({ definition }) {
    for (const { at, operationId, items, value, title } of pickListsOf(definition).flatMap(pathsOf))
      for (const path of [value, title]) {
        const item = itemsAt(definition, operationId, items);
        if (item !== undefined && path !== undefined && schemaAt(definition, item, path) === undefined)
          yield { path: at, wrong: `no ${path} in the items of ${operationId}`, right: 'a property of each item' };
      }
  }),
  rule({ name: 'pick-lists name the value and the title', source: extensions }, function* ({ definition }) {
    for (const { at, value, title } of pickListsOf(definition).flatMap(pathsOf))
      if (!value || !title) yield { path: at, wrong: 'one of the paths is missing', right: 'a path to each' };
  }),
  rule({ name: 'a chosen value has the type of the input', source: sources.ours }, function* ({ definition }) {
    for (const pickList of pickListsOf(definition))
      for (const { at, operationId, items, value } of pathsOf(pickList)) {
        const type = schemaAt(definition, itemsAt(definition, operationId, items), value)?.type;
        if (type !== undefined && type !== pickList.input.schema.type)
          yield { path: at, wrong: `it brings ${type} for ${pickList.input.schema.type}`, right: 'the same type' };
      }
  }),
];

/** The schema of the items of a pick-list. */
function itemsAt(definition: Definition, operationId: string | undefined, path: string | undefined) {
  const collection = schemaAt(definition, answerOf(definition, operationId), path);
  return collection?.type === 'array' && collection.items ? resolved(definition, collection.items) : undefined;
}

/** What each reference of the older form may mean. */
function referencesOf(pickList: PickList, definition: Definition) {
  const [call] = dynamicCalls(pickList).filter(({ kind }) => kind === 'values');
  return (call?.passed ?? []).flatMap(({ reference }) =>
    call === undefined || reference === undefined ? [] : [referredTo(definition, call, reference)],
  );
}

/** The newer form writes the way where the older one writes the name. */
function simplified({ name, value, reference }: { name: string; value?: unknown; reference?: string }): string {
  return `${name}=${reference === undefined ? JSON.stringify(value) : `@${reference.split('/').at(-1)}`}`;
}
