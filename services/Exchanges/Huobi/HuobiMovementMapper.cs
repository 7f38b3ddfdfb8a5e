using System.Collections.Immutable;
using System.Globalization;
using PortfolioPlatform.Exchanges.Core;
using PortfolioPlatform.Kernel;

namespace PortfolioPlatform.Huobi;

/// <summary>Deposits and withdrawals; the fee of a withdrawal comes on top of its amount.</summary>
internal static class HuobiMovementMapper
{
    /// <summary>Source of movements.</summary>
    public const string Source = "deposit-withdraw";

    /// <summary>The transaction of a movement.</summary>
    public static VenueTransaction Map(HuobiMovement movement, PageBuilder page)
    {
        var isDeposit = movement.Type == "deposit";
        if (!isDeposit && movement.Type != "withdraw") throw new FormatException($"'{movement.Type}' is neither deposit nor withdraw.");
        var legs = ImmutableArray.CreateBuilder<VenueLeg>(2);
        legs.Add(Leg(movement, isDeposit ? movement.Amount : -movement.Amount, LegRole.Principal));
        if (!movement.Fee.IsZero) legs.Add(Leg(movement, -movement.Fee, LegRole.Fee));
        var id = string.Create(CultureInfo.InvariantCulture, $"{movement.Type}:{movement.Id}");
        var status = isDeposit ? DepositStatus(movement.State) : WithdrawalStatus(movement.State);
        if (status is null) page.Problem("unknown-type", id, $"State '{movement.State}' is not known; kept as pending.");
        return new VenueTransaction(id, Source, DateTimeOffset.FromUnixTimeMilliseconds(movement.CreatedAt), isDeposit ? TransactionKind.Deposit : TransactionKind.Withdrawal, legs.DrainToImmutable())
        {
            Status = status ?? TransactionStatus.Pending,
            TxHash = string.IsNullOrEmpty(movement.TxHash) ? null : movement.TxHash,
            Address = string.IsNullOrEmpty(movement.Address) ? null : movement.Address,
            Network = movement.Chain,
            Sequence = movement.Id,
            Flags = movement.SubType == "FAST" ? ["internal-to-venue"] : [],
        };
    }

    private static TransactionStatus? DepositStatus(string state) => state switch
    {
        "confirmed" or "safe" => TransactionStatus.Completed,
        "unknown" or "confirming" => TransactionStatus.Pending,
        "orphan" => TransactionStatus.Failed,
        _ => null,
    };

    private static TransactionStatus? WithdrawalStatus(string state) => state switch
    {
        "confirmed" => TransactionStatus.Completed,
        "verifying" or "submitted" or "reexamine" or "pass" or "pre-transfer" or "wallet-transfer" => TransactionStatus.Pending,
        "failed" or "canceled" or "reject" or "wallet-reject" or "confirm-error" or "repealed" => TransactionStatus.Failed,
        _ => null,
    };

    private static VenueLeg Leg(HuobiMovement movement, Quantity amount, LegRole role) => new(movement.Currency, HuobiCodes.Symbol(movement.Currency), amount, role);
}
