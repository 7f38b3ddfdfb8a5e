namespace PortfolioPlatform.Sandbox.Economy;

/// <summary>The perpetual positions of an account and the margin behind them. Its money is the futures wallet of the <see cref="AccountBook"/>.</summary>
public sealed class PerpetualBook(AccountBook book)
{
    private readonly Dictionary<string, PerpetualPosition> _positions = new(StringComparer.Ordinal);

    /// <summary>Whether anything ever happened here.</summary>
    public bool IsUsed => _positions.Count > 0 || book.Balances.ContainsKey((Settle, Wallets.Futures));

    /// <summary>What everything is settled in.</summary>
    public string Settle => book.Profile.Perpetuals.Count > 0 ? book.Profile.Perpetuals[0].Settle : "USDT";

    /// <summary>Money in the futures wallet, margin of isolated positions included, profit not.</summary>
    public decimal Wallet => book.Balance(Settle, Wallets.Futures);

    /// <summary>The part of it that stands behind crossed positions.</summary>
    public decimal CrossWallet => Wallet - _positions.Values.Sum(p => p.IsolatedWallet);

    /// <summary>Positions that are open, by contract.</summary>
    public IReadOnlyList<PerpetualPosition> Open => [.. _positions.Values.Where(p => p.Quantity != 0).OrderBy(p => p.Contract.Name, StringComparer.Ordinal)];

    /// <summary>The position of a contract, open or not.</summary>
    public PerpetualPosition Of(PerpetualContract contract)
    {
        if (_positions.TryGetValue(contract.Name, out var known)) return known;
        return new PerpetualPosition(contract);
    }

    /// <summary>The groups that share a margin, at some marks: the crossed ones together, each isolated one alone.</summary>
    public IEnumerable<PerpetualGroup> Groups(Func<PerpetualContract, decimal> mark)
    {
        yield return new PerpetualGroup(CrossWallet, [.. Open.Where(p => !p.IsIsolated)], mark);
        foreach (var alone in Open.Where(p => p.IsIsolated)) yield return new PerpetualGroup(alone.IsolatedWallet, [alone], mark);
    }

    /// <summary>The group a position belongs to.</summary>
    public PerpetualGroup GroupOf(PerpetualPosition position, Func<PerpetualContract, decimal> mark) => Groups(mark).First(g => g.Positions.Contains(position));

    /// <summary>What can be taken out or used for more: the crossed margin after losses and initial margins.</summary>
    public decimal Free(Func<PerpetualContract, decimal> mark)
    {
        var crossed = Open.Where(p => !p.IsIsolated).ToList();
        return Math.Max(0, CrossWallet + Math.Min(0, crossed.Sum(p => p.Profit(mark(p.Contract)))) - crossed.Sum(p => p.InitialMargin(mark(p.Contract))));
    }

    internal PerpetualPosition Begin(PerpetualContract contract) =>
        _positions.TryGetValue(contract.Name, out var known) ? known : _positions[contract.Name] = new PerpetualPosition(contract);
}
