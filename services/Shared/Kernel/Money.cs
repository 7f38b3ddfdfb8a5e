namespace PortfolioPlatform.Kernel;

/// <summary>An exact amount of one asset. Adding amounts of two assets throws: it is always a fault of the program.</summary>
/// <param name="Amount">How much, signed.</param>
/// <param name="Asset">Of what.</param>
public readonly record struct Money(Quantity Amount, AssetId Asset)
{
    /// <summary>The exact sum.</summary>
    /// <exception cref="AssetMismatchException">The assets differ.</exception>
    public static Money operator +(Money a, Money b) => a with { Amount = a.Amount + Same(a, b).Amount };

    /// <summary>The exact difference.</summary>
    /// <exception cref="AssetMismatchException">The assets differ.</exception>
    public static Money operator -(Money a, Money b) => a with { Amount = a.Amount - Same(a, b).Amount };

    /// <summary>The amount with the other sign.</summary>
    public static Money operator -(Money a) => a with { Amount = -a.Amount };

    /// <inheritdoc/>
    public override string ToString() => $"{Amount} {Asset}";

    private static Money Same(Money a, Money b) => a.Asset == b.Asset ? b : throw new AssetMismatchException(a.Asset, b.Asset);
}

/// <summary>Two assets met in one sum.</summary>
public sealed class AssetMismatchException(AssetId left, AssetId right) : InvalidOperationException($"Cannot add {right} to {left}.");
