/** Mounts the app. */
import { StrictMode } from 'react'
import { createRoot } from 'react-dom/client'
import { App } from './components/App'
import './components/ui/fonts'
import './components/ui/theme.css'
import { startTheme } from './session/theme'

startTheme()
createRoot(document.getElementById('root')!).render(<StrictMode><App /></StrictMode>)
