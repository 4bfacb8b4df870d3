import { Link } from 'wouter';
import { paths } from '../address.ts';
import { Page } from '../components/page.tsx';
import { errors as texts } from '../texts.ts';

export function NotFoundPage() {
  return (
    <Page title={texts.notFound} lead={<p>{texts.notFoundText}</p>}>
      <Link className="button button--main" href={paths.forYou}>
        {texts.home}
      </Link>
    </Page>
  );
}
