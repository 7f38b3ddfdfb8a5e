namespace PortfolioPlatform.Sandbox.Economy;

/// <summary>A position in an option.</summary>
/// <param name="Contract">Which.</param>
/// <param name="Quantity">Units; negative is sold.</param>
/// <param name="Average">Price it was entered at, in the coin.</param>
public sealed record OptionPosition(OptionContract Contract, decimal Quantity, decimal Average);

/// <summary>Options of an account; their money is its spot wallet.</summary>
public sealed class OptionBook(AccountBook book)
{
    private readonly SortedDictionary<string, OptionPosition> _positions = new(StringComparer.Ordinal);

    /// <summary>What is open, by name.</summary>
    public IReadOnlyList<OptionPosition> Open => [.. _positions.Values];

    /// <summary>Cash and what options in a coin are worth.</summary>
    public decimal Equity(string asset, Func<OptionContract, OptionQuote> quote) => book.Balance(asset) + Value(asset, quote);

    /// <summary>What options in a coin are worth.</summary>
    public decimal Value(string asset, Func<OptionContract, OptionQuote> quote) => _positions.Values.Where(p => p.Contract.Asset == asset).Sum(p => p.Quantity * quote(p.Contract).Mark);

    /// <summary>What equity must exceed: of each sold unit 7.5 % of a coin and the mark; of a put the larger of 7.5 % and 7.5 % of the mark beside it.</summary>
    public decimal Maintenance(string asset, Func<OptionContract, OptionQuote> quote) => _positions.Values.Where(p => p.Contract.Asset == asset && p.Quantity < 0).Sum(p =>
    {
        var mark = quote(p.Contract).Mark;
        return -p.Quantity * (mark + (p.Contract.IsCall ? 0.075m : Math.Max(0.075m, 0.075m * mark)));
    });

    /// <summary>The nearest price of the coin, below or above, at which equity is down to maintenance if volatilities stay: searched by that rule alone, in steps of a thousandth and then to the cent; null when none does it.</summary>
    public decimal? LiquidationPrice(string asset, OptionMarket market, DateTimeOffset time, bool isFall)
    {
        var now = market.Forward(asset, time);
        var percents = _positions.Values.Where(p => p.Contract.Asset == asset).ToDictionary(p => p.Contract, p => market.Quote(p.Contract, time).Volatility);
        if (IsBreachedAt(now)) return now;
        var (safe, times) = (now, isFall ? 0.999m : 1.001m);
        for (var next = now * times; next > now / 20 && next < now * 20; next *= times)
        {
            if (!IsBreachedAt(next))
            {
                safe = next;
                continue;
            }

            while (Math.Abs(safe - next) > 0.01m)
            {
                var middle = (safe + next) / 2;
                if (IsBreachedAt(middle)) next = middle;
                else safe = middle;
            }

            return decimal.Round(next, 2);
        }

        return null;

        bool IsBreachedAt(decimal price)
        {
            OptionQuote At(OptionContract c) => OptionMarket.QuoteAt(c, price, percents[c], time);
            return percents.Count > 0 && Equity(asset, At) <= Maintenance(asset, At);
        }
    }

    internal OptionPosition? Of(OptionContract contract) => _positions.GetValueOrDefault(contract.Name);

    internal void Add(OptionContract contract, decimal quantity, decimal price)
    {
        var held = Of(contract) ?? new OptionPosition(contract, 0, 0);
        var sum = held.Quantity + quantity;
        var average = Math.Sign(held.Quantity) * Math.Sign(quantity) >= 0 ? decimal.Round(((Math.Abs(held.Quantity) * held.Average) + (Math.Abs(quantity) * price)) / Math.Abs(sum), 8)
            : Math.Sign(sum) == Math.Sign(held.Quantity) ? held.Average : price;
        if (sum == 0) _positions.Remove(contract.Name);
        else _positions[contract.Name] = new OptionPosition(contract, sum, average);
    }

    internal void Remove(OptionContract contract) => _positions.Remove(contract.Name);
}
