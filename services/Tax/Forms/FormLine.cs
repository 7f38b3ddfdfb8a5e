using PortfolioPlatform.Kernel;

namespace PortfolioPlatform.Tax.Forms;

/// <summary>One amount of a return.</summary>
/// <param name="Code">The form's own line or box.</param>
/// <param name="Label">What it is.</param>
/// <param name="Amount">Rounded as the form asks.</param>
internal readonly record struct FormLine(string Code, string Label, Quantity Amount);
