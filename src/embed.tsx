import './components/ui/theme.css'
