import { beforeAll, describe, expect, test } from '@jest/globals';
import { Connection } from '../support/power-automate/connection.ts';
import { bodyOf, ConnectorDefinition } from '../support/power-automate/definition.ts';
import { argumentsOf, Designer } from '../support/power-automate/design-time.ts';
import { Flow } from '../support/power-automate/flow.ts';
import { occasionOf } from '../support/power-automate/occasions.ts';
import { choosing, ENVIRONMENT, NAMES, populate } from '../support/power-automate/populated.ts';
import { closedCheck } from '../support/power-automate/schema-check.ts';
import { ranFor, Stage } from '../support/power-automate/stage.ts';

/* What a maker meets before any flow runs. */
const stage = new Stage();
const definition = new ConnectorDefinition();
const { triggers } = definition;

beforeAll(() => populate(stage.actions), 90_000);

describe('a connection', () => {
  test('is tested well with its key', async () => {
    expect(await stage.designer.testConnection()).toBe(true);
  });

  test('is tested well, too, when the host of the connection replaces the base path', async () => {
    const parameters = { host: stage.app.host, api_key: stage.app.key };
    expect(await new Designer(new Connection(definition, parameters, 'replaced')).testConnection()).toBe(true);
  });

  test.each(['wrong', ''])('with the key "%s" is refused, and so is a flow that is saved with it', async (key) => {
    const connection = new Connection(definition, { host: stage.app.host, api_key: key });
    expect(await new Designer(connection).testConnection()).toBe(false);
    const trigger = definition.trigger('OnSegmentThresholdCrossed');
    const parameters = { environmentId: ENVIRONMENT, ...occasionOf(trigger.id).parameters };
    const flow = new Flow({ connection, callbacks: stage.callbacks }, { trigger, parameters });
    await expect(flow.save()).rejects.toMatchObject({ message: expect.stringMatching(/^401/), isTransient: false });
    expect(flow.line.sent).toHaveLength(1);
  });
});

describe.each(triggers)('a maker who starts a flow with $id', (trigger) => {
  test('sees a sample of what it brings', async () => {
    expect(closedCheck(trigger.notification)(await stage.designer.simulate(trigger))).toEqual([]);
  });

  test('chooses from lists that depend on the environment', async () => {
    const elsewhere = stage.scene(trigger);
    await elsewhere.happen();
    const ours = await stage.designer.chooseAll(trigger, choosing(ENVIRONMENT));
    const theirs = await stage.designer.chooseAll(trigger, choosing(elsewhere.environmentId));
    expect(Object.keys(ours)).toEqual(stage.designer.pickListsOf(trigger));
    for (const name of Object.keys(ours)) expect(ours[name]).not.toBe(theirs[name]);
  });

  test('can save every choice that is offered without a list', async () => {
    const here = stage.scene(trigger);
    const properties = Object.entries(bodyOf(trigger)?.schema?.properties ?? {});
    const fixed = properties.flatMap(([name, { enum: values = [] }]) => values.map((value) => ({ [name]: value })));
    for (const choice of [{ label: 'For the operators' }, ...fixed]) {
      const flow = await here.savedFlow({ parameters: choice });
      await flow.delete();
      expect(flow.problems).toEqual([]);
    }
  });

  test('gets a flow that runs from what the lists offered', async () => {
    const here = stage.scene(trigger);
    await here.happen();
    const chosen = await stage.designer.chooseAll(trigger, choosing(here.environmentId));
    const { body } = argumentsOf(trigger, chosen);
    const flow = await here.savedFlow({ parameters: { ...(body as object) } });
    const runId = await here.happenAndSettle();
    expect(ranFor(flow)).toEqual([runId]);
  });
});

test('the filter of a data source offers any before those that there are, also when the designer sorts by title', async () => {
  const trigger = definition.trigger('OnDataSourceRefreshFailed');
  const choices = await stage.designer.choices(trigger, 'body/dataSource', { 'body/environmentId': ENVIRONMENT });
  const [first, ...others] = choices;
  expect(first).toEqual({ value: '', title: '(Any data source)' });
  expect(others.map(({ value }) => value).toSorted()).toEqual(NAMES.toSorted());
  const titles = choices.map(({ title }) => String(title));
  expect(titles.toSorted((one, other) => one.localeCompare(other))[0]).toBe('(Any data source)');
});
