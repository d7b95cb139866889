/**
 * Which page an address means. Routes are folders of a static host, found relative to the page's own base (data-base on <html>), or, on file://, what
 * follows `#`: #/play.
 */
export type Route = { readonly page: 'home' | 'play' | 'fidelity' | 'reference' } | { readonly page: 'lesson'; readonly lesson: string; readonly step?: string | undefined } | { readonly page: 'teacher'; readonly lesson: string } | { readonly page: 'missing'; readonly path: string }

/** The address of the site's root as seen from this page. */
export const baseHref = (): string => new URL(document.documentElement.dataset['base'] ?? './', location.href.split(/[?#]/)[0]).href

const isFile = (): boolean => location.protocol === 'file:'

/** `path` below the root, without slashes at its ends. */
export function parseRoute(path: string): Route {
  const [first = '', second, third] = path.split('/')
  if (first === '' || first === 'index.html') return { page: 'home' }
  if ((first === 'play' || first === 'fidelity' || first === 'reference') && (second === undefined || second === 'index.html')) return { page: first }
  if (first === 'lesson' && second !== undefined && second !== '' && third === 'teacher') return { page: 'teacher', lesson: second }
  if (first === 'lesson' && second !== undefined && second !== '') return { page: 'lesson', lesson: second, ...(third !== undefined && third !== 'index.html' && { step: third }) }
  return { page: 'missing', path }
}

export function currentRoute(): Route {
  if (isFile() || location.hash.startsWith('#/')) return parseRoute(location.hash.replace(/^#\/?/, '').split('?')[0]!.replace(/\/$/, ''))
  const here = location.href.split(/[?#]/)[0]!
  const base = baseHref()
  return parseRoute(here.startsWith(base) ? here.slice(base.length).replace(/\/$/, '') : '')
}

export function hrefOf(route: Exclude<Route, { page: 'missing' }>): string {
  const path = route.page === 'home' ? '' : route.page === 'lesson' ? `lesson/${route.lesson}/` : route.page === 'teacher' ? `lesson/${route.lesson}/teacher/` : `${route.page}/`
  return isFile() ? `#/${path.replace(/\/$/, '')}` : baseHref() + path
}
