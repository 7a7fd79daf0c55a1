import { evaluate, type Functions, functionsOf, type LanguageFunction } from './evaluate.ts';
import { logicFunctions } from './logic-functions.ts';
import { parseWorkflowText } from './templates.ts';
import { textFunctions } from './text-functions.ts';
import { mapStrings, type Value } from './value.ts';

const general = { ...logicFunctions, ...textFunctions };

/** All functions of a workflow: those of the language, and those that look at the run. */
export function workflowFunctions(ofTheRun: Readonly<Record<string, LanguageFunction>>): Functions {
  return functionsOf({ ...general, ...ofTheRun });
}

/** The JSON with what its expressions are worth in their places. */
export function evaluateWorkflow(value: Value, functions: Functions): Value {
  return mapStrings(value, (text) => evaluate(parseWorkflowText(text), functions));
}
