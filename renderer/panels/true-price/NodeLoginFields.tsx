import { useTexts } from '../../language/texts.ts';
import { ChoiceField } from '../../design/ChoiceField.tsx';
import { TextField } from './fields.tsx';
import type { TruePriceSettings } from './true-price-settings.ts';

interface NodeLoginFieldsProps {
  readonly settings: TruePriceSettings;
  readonly onChange: (change: Partial<TruePriceSettings>) => void;
  readonly password: string;
  readonly onPassword: (password: string) => void;
}

const LOGINS = ['cookie', 'password', 'none'] as const;

/** How a node knows the person. */
export function NodeLoginFields({ settings, onChange, password, onPassword }: NodeLoginFieldsProps) {
  const { truePrice: texts } = useTexts();
  const { cookiePath, loginKind, user } = settings;
  return (
    <>
      <ChoiceField
        label={texts.login}
        options={LOGINS.map((each) => [each, texts.logins[each]] as const)}
        value={loginKind}
        onChange={(kind) => onChange({ loginKind: kind })}
      />
      {loginKind === 'cookie' && (
        <TextField
          label={texts.cookie}
          hint={texts.cookieHint}
          value={cookiePath}
          onChange={(text) => onChange({ cookiePath: text })}
        />
      )}
      {loginKind === 'password' && (
        <>
          <TextField label={texts.user} value={user} onChange={(text) => onChange({ user: text })} />
          <TextField
            label={texts.password}
            hint={texts.passwordHint}
            value={password}
            onChange={onPassword}
            isSecret
          />
        </>
      )}
    </>
  );
}
