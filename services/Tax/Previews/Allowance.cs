using PortfolioPlatform.Kernel;

namespace PortfolioPlatform.Tax.Previews;

/// <summary>What of a yearly allowance or limit is still unused.</summary>
/// <param name="What">Its name, with its law.</param>
/// <param name="Limit">The whole.</param>
/// <param name="Left">What is left of it; never below zero.</param>
internal sealed record Allowance(string What, Quantity Limit, Quantity Left)
{
    public static Allowance Of(string what, Quantity limit, Quantity used)
    {
        var left = used.Sign > 0 ? limit - used : limit;
        return new Allowance(what, limit, left.Sign > 0 ? left : Quantity.Zero);
    }
}
