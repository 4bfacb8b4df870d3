import { Icon, type IconName } from '../kit/icons.tsx';
import { useWords } from '../state/use-words.ts';
import { map as texts } from './texts.ts';

const STEP = 1.8;

/** Buttons on the picture; touch, wheel and keyboard do the same. */
export function Toolbar(props: {
  readonly isLassoing: boolean;
  readonly onLasso: () => void;
  readonly onZoom: (factor: number) => void;
  readonly onWhole: () => void;
}) {
  const words = useWords();
  const { isLassoing, onLasso, onZoom, onWhole } = props;
  return (
    <div className="map__tools">
      <Tool name={texts.zoomIn} icon="plus" onClick={() => onZoom(STEP)} />
      <Tool name={texts.zoomOut} icon="minus" onClick={() => onZoom(1 / STEP)} />
      <Tool name={texts.whole} icon="whole" onClick={onWhole} />
      <Tool name={texts.lasso(words)} icon="lasso" onClick={onLasso} pressed={isLassoing} />
    </div>
  );
}

function Tool(props: {
  readonly name: string;
  readonly icon: IconName;
  readonly onClick: () => void;
  readonly pressed?: boolean;
}) {
  const { name, icon, onClick, pressed } = props;
  return (
    <button
      type="button"
      className="icon-button map__tool"
      aria-label={name}
      title={name}
      onClick={onClick}
      {...(pressed === undefined ? {} : { 'aria-pressed': pressed })}
    >
      <Icon name={icon} />
    </button>
  );
}
