/** In place of quickJs.ts in the embed, which is one file that fetches nothing: a function of one's own is run on the full page. */
export const openQuickJs = (): never => { throw new Error('an embed has no interpreter in it; open this on the full page (/play/).') }
