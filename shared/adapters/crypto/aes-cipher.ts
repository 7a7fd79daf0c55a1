import {
  createCipheriv,
  createDecipheriv,
  createHash,
  createSecretKey,
  type KeyObject,
  randomBytes,
} from 'node:crypto';
import type { Cipher } from '../../application/ports.ts';

const ALGORITHM = 'aes-256-gcm';
const KEY_ID_BYTES = 4;
const IV_BYTES = 12;
const TAG_BYTES = 16;

interface NamedKey {
  readonly id: Buffer;
  /** Node prepares a key that it is given as bytes again for each use. */
  readonly key: KeyObject;
}

/**
 * Encrypts with AES-256-GCM. The first key seals, any key opens; keys have 32 bytes. A sealed text is the base64url of key ID, IV,
 * tag and ciphertext. The context is authenticated, so a sealed text opens only in the row that it was sealed for.
 */
export function createAesCipher(keys: readonly [Buffer, ...Buffer[]]): Cipher {
  const named = keys.map(
    (key): NamedKey => ({
      key: createSecretKey(key),
      id: createHash('sha256').update(key).digest().subarray(0, KEY_ID_BYTES),
    }),
  );
  const first = named[0] as NamedKey;
  return {
    seal: (plain, context) => seal(first, plain, context),
    isSealedWithFirstKey: (sealed) => keyIdOf(Buffer.from(sealed, 'base64url')).equals(first.id),
    open(sealed, context) {
      const bytes = Buffer.from(sealed, 'base64url');
      const key = named.find(({ id }) => id.equals(keyIdOf(bytes)));
      if (!key) throw new Error('sealed with a key that is neither SECRETS_KEY nor SECRETS_KEY_PREVIOUS');
      return open(key, bytes.subarray(KEY_ID_BYTES), context);
    },
  };
}

const keyIdOf = (bytes: Buffer) => bytes.subarray(0, KEY_ID_BYTES);

function seal({ id, key }: NamedKey, plain: string, context: string): string {
  const iv = randomBytes(IV_BYTES);
  const cipher = createCipheriv(ALGORITHM, key, iv).setAAD(Buffer.from(context));
  const text = Buffer.concat([cipher.update(plain, 'utf8'), cipher.final()]);
  return Buffer.concat([id, iv, cipher.getAuthTag(), text]).toString('base64url');
}

function open({ key }: NamedKey, bytes: Buffer, context: string): string {
  const iv = bytes.subarray(0, IV_BYTES);
  const decipher = createDecipheriv(ALGORITHM, key, iv, { authTagLength: TAG_BYTES }).setAAD(Buffer.from(context));
  decipher.setAuthTag(bytes.subarray(IV_BYTES, IV_BYTES + TAG_BYTES));
  const text = bytes.subarray(IV_BYTES + TAG_BYTES);
  return Buffer.concat([decipher.update(text), decipher.final()]).toString('utf8');
}
