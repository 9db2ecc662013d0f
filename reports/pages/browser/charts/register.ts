/** The parts of Chart.js and its plugins that the kinds of charts are drawn with. */
import {
  BarController,
  BarElement,
  Chart,
  Filler,
  Legend,
  LinearScale,
  LineController,
  LineElement,
  LogarithmicScale,
  PointElement,
  Tooltip,
} from 'chart.js';
import annotation from 'chartjs-plugin-annotation';
import zoom from 'chartjs-plugin-zoom';

Chart.register(
  BarController,
  BarElement,
  LineController,
  LineElement,
  PointElement,
  LinearScale,
  LogarithmicScale,
  Legend,
  Tooltip,
  Filler,
  annotation,
  // Node reads the plugin as CommonJS, whose `default` it is; the bundler as a module, whose default it is.
  'default' in zoom ? zoom.default : zoom,
);

export { Chart } from 'chart.js';
