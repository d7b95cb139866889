/** The embed in place of OpenBytes.tsx: it has no room for codecs and the view of bytes. */
export const OpenBytes = (_given: { readonly batch: number }): null => null
