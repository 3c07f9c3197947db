import { render, screen } from "@testing-library/react";
import { HouseLanguageContext, useHouseLanguage } from "@/lib/text/house";

function Said() {
  return <p {...useHouseLanguage()}>Es ist jemand da.</p>;
}

it("a sentence in the language of the house says which it is, once that is known (F11)", () => {
  const { rerender } = render(<Said />);
  expect(screen.getByText("Es ist jemand da.")).not.toHaveAttribute("lang");
  rerender(
    <HouseLanguageContext value="de">
      <Said />
    </HouseLanguageContext>,
  );
  expect(screen.getByText("Es ist jemand da.")).toHaveAttribute("lang", "de");
});
