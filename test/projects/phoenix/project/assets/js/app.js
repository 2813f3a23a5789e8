import "phoenix_html"
import { hooks } from "phoenix-colocated/shop"
window.hooks = hooks
