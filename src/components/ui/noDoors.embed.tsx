/** The embed in place of OpenBytes.tsx and AskFate.tsx: it has no room for the view of bytes and for fate strips. */
export const OpenBytes = (_given: { readonly batch: number }): null => null
export const AskFate = OpenBytes
