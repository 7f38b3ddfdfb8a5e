namespace PortfolioPlatform.Sandbox.Economy;

/// <summary>What happens with perpetuals: money moves in and out, orders fill, funding is exchanged every eight hours, and what breaches its margin is taken over.</summary>
internal sealed class PerpetualDesk(Stage stage)
{
    private const decimal TakerRate = 0.0005m;
    private const decimal ClearanceRate = 0.0125m;
    private const decimal NearRatio = 0.2m;
    private static readonly TimeSpan Near = TimeSpan.FromSeconds(1);
    private static readonly TimeSpan Far = TimeSpan.FromSeconds(30);
    private bool _watching;
    private bool _funding;
    private int _watch;

    /// <summary>Moves settlement money from spot into the futures wallet; a negative amount moves it back. False when there is not enough.</summary>
    public bool Move(AccountBook book, decimal amount, DateTimeOffset time)
    {
        var asset = book.Perpetuals.Settle;
        if (book.Profile.Perpetuals.Count == 0 || amount == 0) return false;
        if (amount > 0 ? book.Available(asset) < amount : book.Perpetuals.Free(c => stage.Prices.Mark(c.Market, time)) < -amount) return false;
        stage.Book(book, time, EconomicKind.WalletTransfer, [new(asset, Wallets.Spot, -amount, EconomicRole.Principal), new(asset, Wallets.Futures, amount, EconomicRole.Principal)]);
        return true;
    }

    /// <summary>Fills a market order at once. False when the contract, the quantity, the leverage or the margin does not allow it.</summary>
    public bool Trade(AccountBook book, PerpetualOrder order, DateTimeOffset time)
    {
        if (book.Profile.Perpetuals.FirstOrDefault(c => c.Name == order.Contract) is not { } contract || order.Quantity == 0 || order.Quantity % contract.Market.Lot != 0) return false;
        var (bid, ask) = stage.Prices.Book(contract.Market, time);
        var (price, known) = (order.Quantity > 0 ? ask : bid, book.Perpetuals.Of(contract));
        var closed = Math.Sign(known.Quantity) * Math.Sign(order.Quantity) < 0 ? Math.Min(Math.Abs(known.Quantity), Math.Abs(order.Quantity)) : 0;
        var opened = Math.Abs(order.Quantity) - closed;
        var leverage = closed < Math.Abs(known.Quantity) ? known.Leverage : order.Leverage;
        var fee = decimal.Round(Math.Abs(order.Quantity) * price * TakerRate, 8);
        if (opened > 0 && !Affords(book, contract, known, opened * price, leverage, fee, time)) return false;
        var position = book.Perpetuals.Begin(contract);
        var trade = book.NextTradeId(contract.Market, time);
        var result = Close(position, closed, price);
        Open(position, order, opened, price, leverage);
        position.Updated = time;
        var income = new PerpetualIncome(contract, trade) { Quantity = order.Quantity, Price = price };
        Book(book, EconomicKind.PerpetualFee, income, -fee, time);
        Book(book, EconomicKind.PerpetualResult, income, result, time);
        Begin(time);
        return true;
    }

    private bool Affords(AccountBook book, PerpetualContract contract, PerpetualPosition known, decimal notional, int leverage, decimal fee, DateTimeOffset time) =>
        leverage >= 1 && leverage <= contract.TierOf(notional + known.Notional(known.Entry)).MaxLeverage && (notional / leverage) + fee <= book.Perpetuals.Free(c => stage.Prices.Mark(c.Market, time));

    private static decimal Close(PerpetualPosition position, decimal closed, decimal price)
    {
        if (closed == 0) return 0;
        var (before, result) = (Math.Abs(position.Quantity), decimal.Round(Math.Sign(position.Quantity) * closed * (price - position.Entry), 8));
        position.IsolatedWallet = decimal.Round(position.IsolatedWallet * (before - closed) / before, 8);
        position.Quantity -= Math.Sign(position.Quantity) * closed;
        if (position.Quantity == 0) position.Entry = 0;
        return result;
    }

    private static void Open(PerpetualPosition position, PerpetualOrder order, decimal opened, decimal price, int leverage)
    {
        if (opened == 0) return;
        if (position.Quantity == 0) (position.Leverage, position.IsIsolated) = (leverage, order.IsIsolated || position.Contract.IsAlwaysIsolated);
        var held = Math.Abs(position.Quantity);
        position.Entry = decimal.Round(((held * position.Entry) + (opened * price)) / (held + opened), 8);
        position.Quantity += Math.Sign(order.Quantity) * opened;
        if (position.IsIsolated) position.IsolatedWallet += decimal.Round(opened * price / leverage, 8);
    }

    private void Begin(DateTimeOffset time)
    {
        if (!_watching) PlanWatch(time + Near);
        if (!_funding) PlanFunding(time);
        _watching = true;
    }

    /// <summary>The market was shaken: what was planned for later is looked at now.</summary>
    public void LookAgain(DateTimeOffset time)
    {
        if (_watching) PlanWatch(time + Near);
    }

    private void PlanWatch(DateTimeOffset time)
    {
        var number = ++_watch;
        stage.Schedule.At(time, () =>
        {
            if (number == _watch) Watch(time);
        });
    }

    /// <summary>Looks every second while anything is near its end, else twice a minute; also when the market is shaken.</summary>
    private void Watch(DateTimeOffset time)
    {
        var worst = 0m;
        foreach (var book in stage.Accounts)
            foreach (var group in book.Perpetuals.Groups(Mark).ToList())
            {
                if (group.IsBreached) Liquidate(book, group, Mark, time);
                else worst = Math.Max(worst, group.Ratio);
            }

        _watching = stage.Accounts.Any(b => b.Perpetuals.Open.Count > 0);
        if (_watching) PlanWatch(time + (worst > NearRatio || stage.Prices.IsShaken(time) ? Near : Far));

        decimal Mark(PerpetualContract contract) => stage.Prices.Mark(contract.Market, time);
    }

    /// <summary>The venue closes a whole group at the mark and keeps a fee; what the margin does not cover its insurance fund pays.</summary>
    private void Liquidate(AccountBook book, PerpetualGroup group, Func<PerpetualContract, decimal> mark, DateTimeOffset time)
    {
        var left = group.Wallet;
        foreach (var position in group.Positions.OrderByDescending(p => p.Profit(mark(p.Contract))))
        {
            var price = mark(position.Contract);
            var (fee, result) = (decimal.Round(position.Notional(price) * ClearanceRate, 8), Math.Max(-left, decimal.Round(position.Profit(price), 8)));
            (position.Quantity, position.Entry, position.IsolatedWallet, position.Updated) = (0, 0, 0, time);
            left += result;
            fee = Math.Min(fee, left);
            left -= fee;
            Book(book, EconomicKind.PerpetualResult, new(position.Contract, null), result, time);
            Book(book, EconomicKind.Liquidation, new(position.Contract, null), -fee, time);
        }
    }

    private void PlanFunding(DateTimeOffset time)
    {
        _funding = true;
        var next = PerpetualContract.NextFunding(time);
        stage.Schedule.At(next, () => Fund(next));
    }

    private void Fund(DateTimeOffset time)
    {
        foreach (var book in stage.Accounts)
            foreach (var position in book.Perpetuals.Open)
            {
                var rate = position.Contract.FundingRate(stage.Seed, time.AddTicks(-1));
                var behind = position.IsIsolated ? position.IsolatedWallet : book.Perpetuals.CrossWallet;
                var paid = Math.Max(-behind, decimal.Round(-position.Quantity * stage.Prices.Mark(position.Contract.Market, time) * rate, 8));
                if (position.IsIsolated) position.IsolatedWallet += paid;
                Book(book, EconomicKind.Funding, new(position.Contract, null), paid, time);
            }

        _funding = stage.Accounts.Any(b => b.Perpetuals.Open.Count > 0);
        if (_funding) PlanFunding(time);
    }

    private void Book(AccountBook book, EconomicKind kind, PerpetualIncome income, decimal amount, DateTimeOffset time)
    {
        if (amount == 0) return;
        var role = kind == EconomicKind.PerpetualFee ? EconomicRole.Fee : EconomicRole.Principal;
        stage.Book(book, time, kind, [new(income.Contract.Settle, Wallets.Futures, amount, role)], e => e with { Perpetual = income });
    }
}
