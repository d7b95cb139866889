import type { ConfigOwner } from '../../engine/pageFace'
import { ConfigControl, type SettingName } from './ConfigControl'
import { FiguresPanel } from './FiguresPanel'
import css from './controls.module.css'

export const ALL_SETTINGS: readonly SettingName[] = [
  { owner: 'producer', name: 'linger.ms' }, { owner: 'producer', name: 'batch.size' }, { owner: 'producer', name: 'acks' }, { owner: 'producer', name: 'max.in.flight.requests.per.connection' },
  { owner: 'workload', name: 'records.per.second' }, { owner: 'workload', name: 'value.bytes' }, { owner: 'workload', name: 'key.count' }, { owner: 'network', name: 'latency.us' },
]
const OWNER_TITLE: Readonly<Record<ConfigOwner, string>> = { producer: 'Producer', consumer: 'Consumer', topic: 'Topic', network: 'Network', workload: 'Workload' }

/** The knobs of a step (or all of them) and the figures. */
export function ControlsPanel({ settings = ALL_SETTINGS, note }: { readonly settings?: readonly SettingName[]; readonly note?: string }) {
  const owners = [...new Set(settings.map(({ owner }) => owner))]
  return (
    <aside className={css['panel']} aria-label="Settings and figures">
      <FiguresPanel />
      {owners.map(owner => (
        <section key={owner} className={css['group']} aria-label={OWNER_TITLE[owner]}>
          <div className={css['heading']}><span>{OWNER_TITLE[owner]}</span>{note && owner === owners[0] && <span style={{ textTransform: 'none', letterSpacing: 0, fontWeight: 400 }}>{note}</span>}</div>
          {settings.filter(setting => setting.owner === owner).map(({ name }) => <ConfigControl key={name} owner={owner} name={name} />)}
        </section>
      ))}
    </aside>
  )
}
