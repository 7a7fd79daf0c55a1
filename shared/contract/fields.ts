import { z } from 'zod';

/** An environment id: any text of 1 to 128 characters. */
export const environmentIdSchema = z.string().min(1).max(128);

/** What people read of an environment parameter. */
export const environmentWords = { title: 'Environment', description: 'The Customer Insights environment.' };

/** Longer ids and names are no real ones, and forty of them would not fit a transaction. */
export const MAX_NAME = 1024;
