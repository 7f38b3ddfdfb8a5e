using PortfolioPlatform.Sandbox.Markets;

namespace PortfolioPlatform.Sandbox.Economy;

/// <summary>What happens with options: orders fill at once, premiums move, and at its end a contract is settled in coin.</summary>
internal sealed class OptionDesk(Stage stage, OptionMarket market)
{
    private readonly HashSet<string> _planned = new(StringComparer.Ordinal);

    /// <summary>Fills a market order at once. False when the contract, the quantity or the margin does not allow it.</summary>
    public bool Trade(AccountBook book, OptionOrder order, DateTimeOffset time)
    {
        if (!book.Profile.HasOptions || market.Find(order.Contract, time) is not { } contract || order.Quantity == 0 || order.Quantity % OptionContract.Lot != 0) return false;
        var (bid, ask) = market.Book(contract, time);
        var price = order.Quantity > 0 ? ask : bid;
        var fee = decimal.Round(Math.Abs(order.Quantity) * Math.Min(0.0003m, 0.125m * price), 8);
        var premium = -order.Quantity * price;
        if (book.Available(contract.Asset) + premium < fee) return false;
        var needed = order.Quantity < 0 ? -order.Quantity * (0.15m + price) : 0;
        if (book.Options.Equity(contract.Asset, Quote) - book.Options.Maintenance(contract.Asset, Quote) < needed) return false;
        book.Options.Add(contract, order.Quantity, price);
        var trade = book.NextTradeId(VenueMarket.Create(book.Profile.Venue, contract.Asset, "USDC"), time);
        stage.Book(book, time, EconomicKind.OptionTrade, [new(contract.Asset, Wallets.Spot, premium, EconomicRole.Principal), new(contract.Asset, Wallets.Spot, -fee, EconomicRole.Fee)],
            e => e with { Option = new OptionIncome(contract, order.Quantity, price, trade) });
        Plan(contract);
        return true;

        OptionQuote Quote(OptionContract c) => market.Quote(c, time);
    }

    private void Plan(OptionContract contract)
    {
        if (_planned.Add(contract.Name)) stage.Schedule.At(contract.Expiry, () => Deliver(contract));
    }

    /// <summary>Every holder gets, or owes, what a unit brings; what the wallet does not cover the venue loses.</summary>
    private void Deliver(OptionContract contract)
    {
        var payoff = contract.Payoff(market.Forward(contract.Asset, contract.Expiry));
        foreach (var book in stage.Accounts)
        {
            if (book.Options.Of(contract) is not { } held) continue;
            var amount = Math.Max(-book.Balance(contract.Asset), decimal.Round(held.Quantity * payoff, 8));
            book.Options.Remove(contract);
            stage.Book(book, contract.Expiry, EconomicKind.OptionDelivery, [new(contract.Asset, Wallets.Spot, amount, EconomicRole.Principal)], e => e with { Option = new OptionIncome(contract, held.Quantity, payoff, null) });
        }
    }
}
