/** What stands where a part of the page failed: what happened, in words, and the way out. A part loaded late may be gone when the site was updated meanwhile. */
import { Component, type ReactNode } from 'react'
import { Button } from './Button'

export class Fallback extends Component<{ readonly children: ReactNode }, { readonly problem: string | null }> {
  override state: { readonly problem: string | null } = { problem: null }

  static getDerivedStateFromError(problem: unknown): { readonly problem: string } {
    return { problem: problem instanceof Error ? problem.message : String(problem) }
  }

  override render(): ReactNode {
    const { problem } = this.state
    if (problem === null) return this.props.children
    const isLoading = /dynamically imported module|Importing a module script|error loading/i.test(problem)
    return (
      <main role="alert" style={{ maxWidth: 560, margin: '12vh auto', padding: 24 }}>
        <h1>{isLoading ? 'A part of this page could not be loaded' : 'This page has stopped'}</h1>
        <p>{isLoading ? 'The network failed, or Brokerscope was updated while the page was open. Your place in the lesson and your settings are kept.' : problem}</p>
        <p><Button look="primary" onClick={() => { location.reload() }}>Load it again</Button></p>
      </main>
    )
  }
}
