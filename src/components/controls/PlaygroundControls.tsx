/** Every knob of the playground: searchable, grouped by what it concerns, what was changed marked and easily put back; the rest of each group behind one button. */
import { useId, useState } from 'react'
import { BASELINE, defaultIn } from '../../engine/pageFace'
import { plural } from '../../engine/kernel/units'
import { PropertiesButtons } from '../properties/PropertiesButtons'
import { Button } from '../ui/Button'
import { useSession } from '../useSession'
import { ConfigControl, type SettingName } from './ConfigControl'
import { FiguresPanel } from './FiguresPanel'
import { declarationOf, isStarter, isWanted, settingGroups, type SettingGroup } from './settingGroups'
import { VersionSwitch } from './VersionSwitch'
import css from './controls.module.css'

const GROUPS = settingGroups()
const idOf = ({ owner, name }: SettingName): string => `${owner}.${name}`

/** Names of the settings that are not at the default of the run's version, space between them (a text, so that panels are drawn anew only when it changes). */
const useChanged = (): ReadonlySet<string> => {
  const names = useSession(({ configs, scenario }) => GROUPS.flatMap(({ settings }) => settings)
    .filter(setting => (configs[setting.owner] as Readonly<Record<string, number | string>>)[setting.name] !== defaultIn(declarationOf(setting), scenario?.kafka ?? BASELINE)).map(idOf).join(' '))
  return new Set(names.split(' ').filter(name => name !== ''))
}

export function PlaygroundControls() {
  const [wanted, setWanted] = useState('')
  const [onlyChanged, setOnlyChanged] = useState(false)
  const changed = useChanged()
  const isNarrowed = wanted.trim() !== '' || onlyChanged
  const groups = GROUPS.map(({ title, settings }) => ({ title, settings: isNarrowed ? settings.filter(one => isWanted(one, wanted) && (!onlyChanged || changed.has(idOf(one)))) : settings })).filter(({ settings }) => settings.length > 0)
  const found = groups.reduce((sum, { settings }) => sum + settings.length, 0)
  return (
    <aside className={css['panel']} aria-label="Settings and figures">
      <FiguresPanel />
      <VersionSwitch />
      <div className={css['search']}>
        <input type="search" value={wanted} aria-label="Search the settings" placeholder="Search the settings" onChange={event => { setWanted(event.target.value) }} />
        <label><input type="checkbox" checked={onlyChanged} onChange={event => { setOnlyChanged(event.target.checked) }} /> only what is changed ({changed.size})</label>
        <output className={css['doc']}>{!isNarrowed ? '' : found === 0 ? 'No setting here is like that.' : plural(found, 'setting')}</output>
      </div>
      {groups.map(group => <Group key={group.title} group={group} changed={changed} isWhole={isNarrowed} />)}
      <PropertiesButtons />
    </aside>
  )
}

function Group({ group: { title, settings }, changed, isWhole }: { readonly group: SettingGroup; readonly changed: ReadonlySet<string>; readonly isWhole: boolean }) {
  const [isOpen, setIsOpen] = useState(false)
  const id = useId()
  const isFirst = (setting: SettingName): boolean => isStarter(setting) || changed.has(idOf(setting))
  const shown = isWhole || isOpen ? settings : settings.filter(isFirst)
  const others = settings.filter(setting => !isFirst(setting)).length
  return (
    <section className={css['group']} aria-label={title}>
      <div className={css['heading']}><span>{title}</span></div>
      <div id={id} className={css['settings']} hidden={shown.length === 0}>
        {shown.map(setting => <ConfigControl key={idOf(setting)} {...setting} more isChanged={changed.has(idOf(setting))} />)}
      </div>
      {!isWhole && others > 0 && <Button look="quiet" className={css['more']} aria-expanded={isOpen} aria-controls={id} onClick={() => { setIsOpen(!isOpen) }}>{isOpen ? 'Fewer' : shown.length === 0 ? `Show ${plural(others, 'setting')}` : `${others} more`}<span className="visuallyHidden"> of {title}</span></Button>}
    </section>
  )
}
