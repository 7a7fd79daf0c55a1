import { loadConfig } from '../../../shared/config.ts';
import { type Environment, SettingError } from '../../../shared/settings/setting-error.ts';

/** The message of the setting error that loading this environment throws. */
export function settingErrorOf(env: Environment): string {
  try {
    loadConfig(env);
  } catch (error) {
    if (error instanceof SettingError) return error.message;
    throw error;
  }
  return 'no fault was found';
}
