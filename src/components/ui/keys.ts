/** A key is drawn as a colour and a letter, the same everywhere. Five colours, then they repeat; letters tell apart up to 26. */
export const KEY_TOKENS = ['--key-a', '--key-b', '--key-c', '--key-d', '--key-e'] as const
export type KeyToken = (typeof KEY_TOKENS)[number] | '--key-none'

/** `key`: index of the cluster's key list; −1 is a record without a key, −2 a key that nobody has used yet. */
export const keyToken = (key: number): KeyToken => (key < 0 ? '--key-none' : KEY_TOKENS[key % KEY_TOKENS.length]!)
export const keyLetter = (key: number): string => (key === -2 ? '?' : key < 0 ? '–' : String.fromCharCode(65 + (key % 26)))
