using PortfolioPlatform.Risk.Stress;

namespace PortfolioPlatform.Risk.Derivatives;

/// <summary>A contract of a wallet at other prices of its underlying, in what the wallet is in: as <see cref="ContractExposure.After"/> says, without making a contract for each price.</summary>
internal sealed class WalletLeg(ContractExposure contract, double soldShare)
{
    private readonly bool isCoinPriced = contract.Quote == contract.Underlying;

    /// <summary>What the venue's mark is beside the formula's worth, in the strike's money where priced in the coin.</summary>
    private readonly double anchor = contract.Option is { } option ? (contract.Quote == contract.Underlying ? contract.Mark * option.Spot : contract.Mark) - BlackScholes.Of(option).Worth : 0;

    /// <summary>What it follows.</summary>
    public string Underlying => contract.Underlying;

    /// <summary>Whether it is a future, whose part of the maintenance moves with its size.</summary>
    public bool IsFuture => contract.Option is null;

    /// <summary>What closing it would bring when the underlying is worth so many times what it is now.</summary>
    public double WorthAt(double times)
    {
        var mark = MarkAt(times);
        return contract.Option is not null ? contract.Units * mark : contract.IsInverse ? contract.Units * ((1 / contract.Entry) - (1 / mark)) : contract.Units * (mark - contract.Entry);
    }

    /// <summary>Size then.</summary>
    public double SizeAt(double times) => contract.IsInverse ? Math.Abs(contract.Units) / MarkAt(times) : Math.Abs(contract.Units) * MarkAt(times);

    /// <summary>What a sold option needs then; nothing of others.</summary>
    public double SoldAt(double times)
    {
        if (contract is not { Option: { } option, Units: < 0 }) return 0;
        var (unit, mark) = (isCoinPriced ? 1 : option.Spot * times, MarkAt(times));
        return -contract.Units * (mark + (soldShare * (option.Call ? unit : Math.Max(unit, mark))));
    }

    private double MarkAt(double times)
    {
        if (contract.Option is not { } option) return contract.Mark * times;
        var spot = option.Spot * times;
        var worth = anchor + BlackScholes.Of(option with { Spot = spot }).Worth;
        return Math.Max(0, isCoinPriced ? worth / spot : worth);
    }
}
