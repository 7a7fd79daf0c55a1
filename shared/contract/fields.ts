import { z } from 'zod';

/** An environment ID: any text of 1 to 128 characters. */
export const environmentIdSchema = z.string().min(1).max(128);

/** The title and description of an environment parameter. */
export const environmentWords = { title: 'Environment', description: 'The Customer Insights environment.' };

/** The longest ID or name. Real ones are shorter, and a transaction must hold forty of them. */
export const MAX_NAME = 1024;
